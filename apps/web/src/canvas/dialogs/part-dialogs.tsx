import { retype } from '@patchbay/engine/constraints';
import { dialogText } from '../../messages/canvas.ts';
import { said } from '../../messages/designer/said.ts';
import { newId, perform, useAnalysis, useDesigner } from '../store/designer.ts';
import { nameWithHost } from '../store/part-name.ts';
import { changeText, priceChange } from '../store/price.ts';
import { refuse } from '../store/session-store.ts';
import { connectCandidates, hostCandidates, replacements, type Candidate } from '../commands/fit.ts';
import { connectAll, moveAllInto, nameOf, namesOf } from '../commands/gestures.ts';
import { moveIntoGroup } from '../commands/membership.ts';
import { rootOf } from '../layout/layout.ts';
import type { Analysis } from '../store/analysis.ts';
import { PickDialog, type PickOption } from './pick-dialog.tsx';

interface PartsDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** Connect to…: the other parts, with what speaks against each; several parts are joined to one in one step. */
export function ConnectDialog({ ids, onClose }: PartsDialogProps) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  return (
    <PickDialog
      title={dialogText.connect(namesOf(model, ids))}
      options={merged([connectCandidates(model, ids)])}
      nothing={dialogText.nowhere}
      onClose={onClose}
      onPick={(to) => {
        const { document } = designer.store.getState();
        const gesture = connectAll(document, designer.catalog, ids, to, newId);
        if (gesture) perform(designer, gesture);
        else refuse(designer.session, said.notTaken(nameOf(model, to)));
        onClose();
      }}
    />
  );
}

/** Move into…: what could host the parts, and the groups they could belong to. */
export function MoveIntoDialog({ ids, onClose }: PartsDialogProps) {
  const designer = useDesigner();
  const analysis = useAnalysis();
  const { model } = analysis;
  const hostable = ids.filter((id) => model.byId.get(id)?.type.hostedOn);
  const alone = ids.filter((id) => rootOf(model, id) === id);
  const movable = ids.filter((id) => hostable.includes(id) || alone.includes(id));
  const candidates = hostable.map((id) => ({ id, hosts: hostCandidates(model, id) }));
  const fitting = (host: string) =>
    candidates.filter(({ hosts }) => hosts.some((one) => one.id === host && one.possible));
  return (
    <PickDialog
      title={dialogText.moveInto(namesOf(model, movable))}
      options={[
        ...merged(candidates.map(({ hosts }) => hosts)).map((option) => ({
          ...option,
          label: nameWithHost(model, option.id),
        })),
        ...(alone.length > 0 ? groupOptions(analysis, alone) : []),
      ]}
      nothing={dialogText.noHosts}
      onClose={onClose}
      onPick={(into) => {
        const group = moveIntoGroup(analysis, alone, into);
        // Software of a system goes along with it, and onto no machine by itself.
        const going = fitting(into).map(({ id }) => id);
        perform(designer, group ?? moveAllInto(model, going, into));
        onClose();
      }}
    />
  );
}

function groupOptions({ layout, model }: Analysis, ids: readonly string[]): PickOption[] {
  return [...layout.groups.values()].map(({ id, group, members }) => {
    const here = ids.every((part) => model.document.components[part]?.group === id);
    const note = dialogText.groupOf(members.length);
    return {
      id,
      label: group.name,
      type: null,
      note,
      reason: here ? dialogText.here : null,
      possible: !here,
    };
  });
}

/** What any of several parts could be joined to or stand on, in the order of the first; a reason of one is shown. */
function merged(lists: readonly Candidate[][]): PickOption[] {
  const all = new Map<string, Candidate>();
  for (const candidate of lists.flat()) {
    const known = all.get(candidate.id);
    if (!known || (!known.possible && candidate.possible)) all.set(candidate.id, candidate);
  }
  return [...all.values()].map(({ id, part, reason, possible }) => ({
    id,
    label: part.component.name,
    type: part.type,
    note: part.type.name,
    reason,
    possible,
  }));
}

/** Replace by…: what fits in a part's place, with what it changes in the price. Name, connections and hosting stay. */
export function ReplaceDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const { catalog, book } = designer;
  const part = model.byId.get(id);
  if (!part) return null;
  const types = replacements(model, part);
  return (
    <PickDialog
      title={dialogText.replace(part.component.name)}
      options={types.map((type) => ({
        id: type.id,
        label: type.name,
        type,
        note: changeText(
          priceChange(model.document, retype(model, part, type), catalog, book).change,
          book.currency,
        ),
        reason: null,
        possible: true,
      }))}
      nothing={dialogText.nothing}
      onClose={onClose}
      onPick={(typeId) => {
        const type = types.find((one) => one.id === typeId);
        if (type)
          perform(designer, {
            edit: retype(model, part, type),
            select: id,
            said: said.replaced(part.component.name, type.name),
          });
        onClose();
      }}
    />
  );
}
