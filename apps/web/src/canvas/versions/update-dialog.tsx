import { Button, Modal } from '@mantine/core';
import { readVersionDiff, type Updating } from '@patchbay/engine/design';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { dialogText } from '../../messages/canvas.ts';
import { updateText } from '../../messages/designer/versions.ts';
import { useAnalysis, useDesigner, type Designer } from '../store/designer.ts';
import { hourText, priceChange } from '../store/price.ts';
import { savedAs } from '../abstractions/library.ts';
import { outdatedLike, updateOf, updateParts } from './updating.ts';
import { withUnit } from '../../ui/format/value-text.ts';
import { VersionNotes } from './version-notes.tsx';
import signed from '../marks/signed.module.css';
import classes from './update-dialog.module.css';

/** What a newer version of a part's abstraction changes, and what becomes of what was chosen for the part. */
export function UpdateDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const component = model.document.components[id];
  const found = component && savedAs(designer.library.getState(), component.type);
  const updating = updateOf(designer, id);
  const { catalog } = designer;
  const [from, to] = [found?.version.type, found?.newest.type].map((type) =>
    catalog.abstractions.find((one) => one.id === type),
  );
  if (!component || !found || !updating || !from || !to) return null;
  const { notes } = readVersionDiff(from, to, catalog);
  const all = outdatedLike(designer, component.type);
  const update = (ids: readonly string[]) => {
    onClose();
    updateParts(designer, ids, id);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={updateText.title(component.name, found.version.semver, found.newest.semver)}
      returnFocus={false}
      size={520}
      closeButtonProps={{ 'aria-label': dialogText.close }}
    >
      {found.newest.notes !== '' && <p className={classes.words}>{found.newest.notes}</p>}
      <section aria-label={updateText.whatChanges}>
        <h3 className={classes.title}>{updateText.whatChanges}</h3>
        {notes.length === 0 ? (
          <p className={classes.quiet}>{updateText.nothing}</p>
        ) : (
          <VersionNotes notes={notes} catalog={catalog} />
        )}
      </section>
      <section aria-label={updateText.chosen}>
        <h3 className={classes.title}>{updateText.chosen}</h3>
        <Chosen updating={updating} />
      </section>
      <section aria-label={updateText.price}>
        <h3 className={classes.title}>{updateText.price}</h3>
        <p className={classes.quiet}>{priceText(designer, updating)}</p>
      </section>
      <footer className={classes.foot}>
        <span className={classes.quiet}>{updateText.undoable}</span>
        <Button variant="default" onClick={onClose}>
          {updateText.cancel}
        </Button>
        {all.length > 1 && (
          <Button variant="default" onClick={() => update(all)}>
            {updateText.all(all.length)}
          </Button>
        )}
        <Button data-autofocus onClick={() => update([id])}>
          {updateText.one}
        </Button>
      </footer>
    </Modal>
  );
}

/** What the design costs an hour now, and with the newer version, what its publisher asks included. */
function priceText({ store, catalog, book }: Designer, { edit }: Updating): string {
  const { change, total } = priceChange(store.getState().document, edit, catalog, book);
  const [before, after] = [total - change, total].map((micros) => hourText(micros, book.currency));
  return change === 0 ? updateText.samePrice(after ?? '') : updateText.newPrice(before ?? '', after ?? '');
}

function Chosen({ updating: { values, lost } }: { updating: Updating }) {
  if (values.length + lost.length === 0) return <p className={classes.quiet}>{updateText.nothingChosen}</p>;
  return (
    <ul className={signed.list}>
      {values.map(({ name, label, unit, from, to }) => {
        const [was, is] = [withUnit(from, unit), to === null ? '' : withUnit(to, unit)];
        const text =
          to === null
            ? updateText.dropped(label, was)
            : to === from
              ? updateText.keeps(label, was)
              : updateText.clamped(label, was, is);
        return <Line key={name} good={to === from} text={text} />;
      })}
      {lost.map((port) => (
        <Line key={port} good={false} text={updateText.lostPort(port)} />
      ))}
    </ul>
  );
}

function Line({ good, text }: { good: boolean; text: string }) {
  const Shape = good ? IconCheck : IconAlertTriangle;
  return (
    <li className={signed.line} data-warn={!good || undefined}>
      <Shape size={14} stroke={1.5} aria-hidden />
      {text}
    </li>
  );
}
