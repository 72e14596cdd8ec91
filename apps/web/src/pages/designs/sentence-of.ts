import { failureOf } from '../../api/errors.ts';
import { errorLabels, errorText } from '../../messages/errors.ts';

/** An error where there is room for one line: what happened, with the id that the log has. */
export function sentenceOf(error: unknown): string {
  const { code, id } = failureOf(error);
  const { title } = errorText[code];
  return id === null || code === 'UNAUTHENTICATED' ? title : `${title}, ${errorLabels.id(id)}`;
}
