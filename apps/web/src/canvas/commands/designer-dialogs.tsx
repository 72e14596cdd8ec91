import { Button, Modal, TextInput } from '@mantine/core';
import { MAX_NAME } from '@patchbay/engine/design';
import { useState } from 'react';
import { dialogText, inspectorText, keysText, said } from '../../messages/canvas.ts';
import { useViewCentre } from '../flow/view.ts';
import { analysisOf, newId, perform, useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { priceOrFree, typePerHour } from '../store/price.ts';
import { focusPart, type Dialog } from '../store/session-store.ts';
import { addNew, appendNew } from './adding.ts';
import { connectCandidates, fitOf, hostCandidates, type Candidate } from './fit.ts';
import { connectParts, moveInto, nameOf } from './gestures.ts';
import { PickDialog, type PickOption } from './pick-dialog.tsx';
import classes from './dialogs.module.css';
import { Key } from '../marks/key.tsx';

/** The one dialog that is open, if any. */
export function DesignerDialogs() {
  const { session } = useDesigner();
  const dialog = useSession((state) => state.dialog);
  const close = () => {
    session.setState({ dialog: null });
    focusPart(session);
  };
  if (!dialog) return null;
  switch (dialog.show) {
    case 'add':
      return <AddDialog onClose={close} />;
    case 'append':
      return <AddDialog to={dialog.id} onClose={close} />;
    case 'connect':
    case 'move-into':
      return <PartDialog dialog={dialog} onClose={close} />;
    case 'rename':
      return <RenameDialog id={dialog.id} onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    default:
      return dialog satisfies never;
  }
}

/** Quick-add: everything in the catalog; or, for a part, what goes with it. */
function AddDialog({ to, onClose }: { to?: string; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const selected = useSession((state) => state.selected);
  const centre = useViewCentre();
  const { catalog, book } = designer;
  const types = catalog.types.flatMap((type): PickOption[] => {
    const fit = fitOf(model, to ?? selected, type);
    if (to !== undefined && (!fit.fits || type.layer === 'machine')) return [];
    const note = priceOrFree(typePerHour(type, book), book.currency);
    return [{ id: type.id, label: type.name, type, note, reason: null, possible: true }];
  });
  const sets = catalog.abstractions.map(
    ({ id, name, parts }): PickOption => ({
      id,
      label: name,
      type: null,
      note: `${parts.length} ${inspectorText.parts.toLowerCase()}`,
      reason: null,
      possible: true,
    }),
  );
  return (
    <PickDialog
      title={to === undefined ? dialogText.add : dialogText.append(nameOf(model, to))}
      options={to === undefined ? [...types, ...sets] : types}
      nothing={dialogText.nothingFits}
      onClose={onClose}
      onPick={(id) => {
        const what = sets.some((set) => set.id === id) ? 'abstraction' : 'type';
        if (to === undefined) addNew(designer, { what, id }, centre());
        else appendNew(designer, to, id, centre());
        onClose();
      }}
    />
  );
}

function optionOf({ id, part, reason, possible }: Candidate): PickOption {
  return { id, label: part.component.name, type: part.type, note: part.type.name, reason, possible };
}

/** Connect to… and Move into…: the parts of the design, with what speaks against each. */
function PartDialog({ dialog, onClose }: { dialog: Extract<Dialog, { id: string }>; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const connect = dialog.show === 'connect';
  const name = nameOf(model, dialog.id);
  const candidates = connect ? connectCandidates(model, dialog.id) : hostCandidates(model, dialog.id);
  return (
    <PickDialog
      title={connect ? dialogText.connect(name) : dialogText.moveInto(name)}
      options={candidates.map(optionOf)}
      nothing={connect ? dialogText.nowhere : dialogText.noHosts}
      onClose={onClose}
      onPick={(id) => {
        const now = analysisOf(designer).model;
        const gesture = connect ? connectParts(now, dialog.id, id, newId) : moveInto(now, dialog.id, id);
        if (gesture) perform(designer, gesture);
        onClose();
      }}
    />
  );
}

function RenameDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const before = nameOf(model, id);
  const [name, setName] = useState(before);
  const good = name.trim().length > 0 && name.trim().length <= MAX_NAME;
  const save = () => {
    if (!good) return;
    if (name.trim() !== before)
      perform(designer, {
        edit: { do: 'rename', id, name: name.trim() },
        select: id,
        said: said.renamed(name.trim()),
      });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={dialogText.rename(before)}
      returnFocus={false}
      size={400}
      classNames={{ header: classes.header }}
      padding={0}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': dialogText.close }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          label={dialogText.name}
          value={name}
          data-autofocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
          error={good ? null : inspectorText.badName}
        />
        <div className={classes.formEnd}>
          <Button type="submit" disabled={!good}>
            {dialogText.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={keysText.title}
      returnFocus={false}
      size={640}
      padding={0}
      classNames={{ header: classes.header }}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': dialogText.close }}
    >
      <div className={classes.keys}>
        {keysText.groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([combination, what]) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    {combination.map((key) => (
                      <Key key={key}>{key}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className={classes.keysNote}>{keysText.note}</p>
      </div>
    </Modal>
  );
}
