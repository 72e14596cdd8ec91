import { Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { MAX_COUNT, MAX_NAME } from '@patchbay/engine/design';
import { useState, type ReactNode } from 'react';
import { dialogText, inspectorText } from '../../messages/canvas.ts';
import { said } from '../../messages/designer/said.ts';
import { perform, useAnalysis, useDesigner } from '../store/designer.ts';
import { refuse } from '../store/session-store.ts';
import { duplicateSelection } from '../commands/clipboard.ts';
import { namesOf } from '../commands/gestures.ts';
import { membersOf, situationOf } from '../commands/table/situation.ts';
import { grouped } from '../../ui/format/money.ts';
import { focusAtOnce } from '../../ui/layout/focus-at-once.ts';
import classes from './dialogs.module.css';

interface FormProps {
  readonly title: string;
  readonly action: string;
  readonly ready: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question with one field. */
function Form({ title, action, ready, onDone, onClose, children }: FormProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
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
          if (ready) onDone();
        }}
      >
        {children}
        <div className={classes.formEnd}>
          <Button type="submit" disabled={!ready}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** A new name for a part or a group. */
export function RenameDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const group = model.document.groups[id];
  const before = group?.name ?? model.document.components[id]?.name ?? '';
  const [typed, setTyped] = useState(before);
  const name = typed.trim();
  const good = name.length > 0 && name.length <= MAX_NAME;
  const save = () => {
    if (before === '') refuse(designer.session, said.gone);
    else if (name !== before)
      perform(designer, {
        edit: { do: group ? 'rename-group' : 'rename', id, name },
        select: id,
        said: said.renamed(name),
      });
    onClose();
  };
  return (
    <Form
      title={dialogText.rename(before)}
      action={dialogText.save}
      ready={good}
      onDone={save}
      onClose={onClose}
    >
      <TextInput
        label={dialogText.name}
        value={typed}
        ref={focusAtOnce}
        data-autofocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        error={good ? null : inspectorText.badName(MAX_NAME)}
      />
    </Form>
  );
}

/** How many copies of the selection. */
export function DuplicateDialog({ onClose }: { onClose: () => void }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const at = situationOf(designer);
  const [copies, setCopies] = useState<number | string>(2);
  const good = typeof copies === 'number' && Number.isInteger(copies) && copies >= 1 && copies <= MAX_COUNT;
  const names = namesOf(
    model,
    membersOf(at).map(({ id }) => id),
  );
  return (
    <Form
      title={dialogText.duplicate(names)}
      action={dialogText.duplicateNow}
      ready={good}
      onDone={() => {
        onClose();
        duplicateSelection(designer, at, Number(copies));
      }}
      onClose={onClose}
    >
      <NumberInput
        label={dialogText.newCopies}
        value={copies}
        min={1}
        max={MAX_COUNT}
        ref={focusAtOnce}
        data-autofocus
        onFocus={(event) => event.target.select()}
        onChange={setCopies}
        error={good ? null : dialogText.badCopies(grouped(MAX_COUNT))}
      />
    </Form>
  );
}
