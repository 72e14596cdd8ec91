import { separateOne, takeApart } from '@patchbay/engine/design';
import { said } from '../../messages/designer/said.ts';
import { analysisOf, newId, perform, type Designer } from '../store/designer.ts';
import { focusPart, refuse, selectAll } from '../store/session-store.ts';
import type { Situation } from './table/situation.ts';

/** Splits one copy off, with what stands on it and its connections, so that it can differ from the rest. */
export function separate(designer: Designer, { only, model }: Situation): void {
  if (!only) return;
  const made = separateOne(model.document, only.component.id, newId);
  if ('refused' in made) return refuse(designer.session, said.tooMany);
  const lost = made.lost.length > 0 ? `. ${said.lost(made.lost.length)}` : '';
  perform(designer, {
    edit: made.edit,
    select: made.id,
    said: said.separated(only.component.name) + lost,
  });
  focusPart(designer.session);
}

/** Replaces an abstraction by the parts it is made of. */
export function takeApartOne(designer: Designer, { only, model }: Situation): void {
  if (!only) return;
  const { id, name } = only.component;
  const made = takeApart(model.document, id, designer.catalog, newId);
  if ('refused' in made) return refuse(designer.session, said.tooMany);
  perform(designer, { edit: made.edit, select: null, said: said.takenApart(name) });
  const { layout } = analysisOf(designer);
  selectAll(
    designer.session,
    made.ids.filter((part) => layout.has(part)),
  );
  focusPart(designer.session);
}
