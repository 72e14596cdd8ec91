import { useDesigner, useSession } from '../store/designer.ts';
import { useState } from 'react';
import { UpdateDialog } from '../versions/update-dialog.tsx';
import type { Dialog } from '../store/session-store.ts';
import { AddDialog, AppendDialog } from './add-dialogs.tsx';
import { DuplicateDialog, RenameDialog } from './form-dialogs.tsx';
import { giveFocusBack } from './give-focus-back.ts';
import { InsideDialog } from './inside-dialog.tsx';
import { ConnectDialog, MoveIntoDialog, ReplaceDialog } from './part-dialogs.tsx';

/** The one dialog that is open, if any. */
export function DesignerDialogs() {
  const dialog = useSession((state) => state.dialog);
  return dialog && <OpenDialog key={dialog.show} dialog={dialog} />;
}

/** Gives the focus back to what it was opened from; that of the drawing goes to where the part is by then. */
function OpenDialog({ dialog }: { dialog: Dialog }) {
  const { session } = useDesigner();
  const [opener] = useState(() => document.activeElement);
  const close = () => {
    session.setState({ dialog: null });
    requestAnimationFrame(() => giveFocusBack(session, opener));
  };
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
    case 'update':
      return <UpdateDialog id={dialog.id} onClose={close} />;
    default:
      return dialog satisfies never;
  }
}
