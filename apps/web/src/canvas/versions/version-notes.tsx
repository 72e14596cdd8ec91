import type { Catalog } from '@patchbay/catalog';
import type { VersionNote } from '@patchbay/engine/design';
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { typeCalled } from '../store/catalog-types.ts';
import { versionNoteText } from '../../messages/designer/versions.ts';
import { withUnit } from '../../ui/format/value-text.ts';
import classes from '../marks/signed.module.css';

/** What differs between two versions, a sentence each: what came, what went, what is different. */
export function VersionNotes({ notes, catalog }: { notes: readonly VersionNote[]; catalog: Catalog }) {
  const typeName = (id: string) => typeCalled(catalog, id)?.name ?? id;
  return (
    <ul className={classes.list}>
      {notes.map((note) => {
        const Shape = note.code.endsWith('added')
          ? IconPlus
          : note.code.endsWith('removed')
            ? IconMinus
            : IconPencil;
        return (
          <li key={JSON.stringify(note)} className={classes.line}>
            <Shape size={14} stroke={1.5} aria-hidden />
            {versionNoteText(note, { typeName, withUnit })}
          </li>
        );
      })}
    </ul>
  );
}
