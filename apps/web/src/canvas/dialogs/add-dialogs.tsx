import type { ComponentType } from '@patchbay/catalog';
import type { DesignModel } from '@patchbay/engine/design';
import type { Point } from '../layout/geometry.ts';
import { dialogText } from '../../messages/canvas.ts';
import { offeredTypes } from '../abstractions/library.ts';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { priceOrFree, typePerHour } from '../store/price.ts';
import { onlySelected } from '../store/session-store.ts';
import { addNew, appendNew } from '../commands/adding.ts';
import { fitOf } from '../commands/fit.ts';
import { namesOf } from '../commands/gestures.ts';
import { PickDialog, type PickOption } from './pick-dialog.tsx';

/** Quick-add: everything in the catalog, what goes with the selection first. */
export function AddDialog({ at, onClose }: { at: Point | null; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const selected = useSession(onlySelected);
  const { catalog, book } = designer;
  const types = offeredTypes(designer.library.getState()).map((type) => ({
    fits: fitOf(model, selected, type).fits,
    option: typeOption(type, priceOrFree(typePerHour(type, catalog, book), book.currency)),
  }));
  const fitting = types.filter(({ fits }) => fits).map(({ option }) => option);
  const others = types.filter(({ fits }) => !fits).map(({ option }) => option);
  return (
    <PickDialog
      title={dialogText.add}
      options={[...fitting, ...others]}
      nothing={dialogText.nothingFits}
      onClose={onClose}
      onPick={(id) => {
        addNew(designer, id, at ?? designer.view.now().centre());
        onClose();
      }}
    />
  );
}

/** What goes with some parts, each of them; what does not is found all the same, and says why. */
export function AppendDialog({ to, onClose }: { to: readonly string[]; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const { catalog, book } = designer;
  const options = offeredTypes(designer.library.getState()).flatMap((type) => {
    const option = typeOption(type, priceOrFree(typePerHour(type, catalog, book), book.currency));
    if (to.every((id) => goesWith(model, id, type))) return [option];
    const reason = to.flatMap((id) => fitOf(model, id, type).reason ?? [])[0];
    return reason === undefined ? [] : [{ ...option, reason, possible: false }];
  });
  return (
    <PickDialog
      title={dialogText.append(namesOf(model, to))}
      options={options}
      nothing={dialogText.nothingFits}
      onClose={onClose}
      onPick={(id) => {
        appendNew(designer, to, id, designer.view.now().centre());
        onClose();
      }}
    />
  );
}

/** Hosted on it or joined to it: a machine goes with a network, not with another machine. */
function goesWith(model: DesignModel, id: string, type: ComponentType): boolean {
  const network = model.byId.get(id)?.type.layer === 'network';
  const standsBeside = type.layer === 'machine' || type.layer === 'abstraction';
  return fitOf(model, id, type).fits && (!standsBeside || type.hostedOn !== null || network);
}

function typeOption(type: NonNullable<PickOption['type']>, note: string): PickOption {
  return { id: type.id, label: type.name, type, note, reason: null, possible: true };
}
