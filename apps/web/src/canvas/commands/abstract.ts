import { analysisOf, type Designer } from '../store/designer.ts';

/** Whether a part stands for others, so that there is something to look into. */
export function isAbstract(designer: Designer, id: string): boolean {
  return analysisOf(designer).model.byId.get(id)?.type.layer === 'abstraction';
}
