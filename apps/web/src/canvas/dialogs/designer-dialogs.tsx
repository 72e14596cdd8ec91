import { useDesigner, useSession } from '../store/designer.ts';
import { focusPart } from '../store/session-store.ts';
import { AddDialog, AppendDialog } from './add-dialogs.tsx';
import { CommandsDialog, KeysDialog } from './commands-dialog.tsx';
import { DuplicateDialog, RenameDialog } from './form-dialogs.tsx';
import { InsideDialog } from './inside-dialog.tsx';
import { ConnectDialog, MoveIntoDialog, ReplaceDialog } from './part-dialogs.tsx';

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
      return <AddDialog at={dialog.at ?? null} onClose={close} />;
    case 'append':
      return <AppendDialog to={dialog.ids} onClose={close} />;
    case 'connect':
      return <ConnectDialog ids={dialog.ids} onClose={close} />;
    case 'move-into':
      return <MoveIntoDialog ids={dialog.ids} onClose={close} />;
    case 'replace':
      return <ReplaceDialog id={dialog.ids[0] ?? ''} onClose={close} />;
    case 'rename':
      return <RenameDialog id={dialog.id} onClose={close} />;
    case 'duplicate':
      return <DuplicateDialog onClose={close} />;
    case 'inside':
      return <InsideDialog id={dialog.id} onClose={close} />;
    case 'commands':
      return <CommandsDialog onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    default:
      return dialog satisfies never;
  }
}
