import { Modal } from '@mantine/core';
import { useMe } from '../../api/session.ts';
import { dialogText } from '../../messages/canvas.ts';
import { commandText, keysText } from '../../messages/designer/commands.ts';
import { COMMAND_ICONS } from '../marks/command-icon.ts';
import { Key, keysIn, keyText } from '../marks/key.tsx';
import { useDesigner } from '../store/designer.ts';
import { keysOf } from '../commands/table/bindings.ts';
import { COMMAND_IDS, reasonOf, runCommand } from '../commands/table/commands.ts';
import { PickDialog } from './pick-dialog.tsx';
import { situationOf } from '../commands/table/situation.ts';
import classes from './dialogs.module.css';

/** Every command by name, with its keys, or with why it is not to be had. */
export function CommandsDialog({ onClose }: { onClose: () => void }) {
  const designer = useDesigner();
  const at = situationOf(designer);
  const options = COMMAND_IDS.filter((id) => id !== 'commands')
    .map((id) => ({ id, reason: reasonOf(designer, id, at) }))
    .map(({ id, reason }) => ({
      id,
      label: commandText[id],
      type: null,
      icon: COMMAND_ICONS[id],
      note: keyText(keysOf(id)),
      reason,
      possible: reason === null,
    }));
  return (
    <PickDialog
      title={dialogText.commands}
      options={[...options].sort((a, b) => Number(b.possible) - Number(a.possible))}
      nothing={dialogText.nothing}
      onClose={onClose}
      onPick={(id) => {
        onClose();
        const command = options.find((option) => option.id === id)?.id;
        if (command) runCommand(designer, command);
      }}
    />
  );
}

/** All keys, by what they are for. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { operator } = useMe();
  return (
    <Modal
      opened
      onClose={onClose}
      title={keysText.title}
      returnFocus={false}
      size={760}
      padding={0}
      classNames={{ header: classes.header }}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': dialogText.close }}
    >
      <div className={classes.keys}>
        {keysText.groups.map(({ title, commands, more }, n) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {more.map(([keys, what]) => (
                <Row key={what} what={what} chord={keys} />
              ))}
              {n === 0 && <Row what={keysText.goTo(operator)} chord="G" />}
              {commands.map((id) => (
                <Row key={id} what={commandText[id].replace('…', '')} chord={keysOf(id)} />
              ))}
            </dl>
          </section>
        ))}
        <p className={classes.keysNote}>{keysText.note}</p>
      </div>
    </Modal>
  );
}

function Row({ what, chord }: { what: string; chord: string }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>
        {keysIn(chord).map((key) => (
          <Key key={key}>{key}</Key>
        ))}
      </dd>
    </div>
  );
}
