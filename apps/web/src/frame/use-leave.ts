import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { forgetAccount } from '../api/account.ts';
import { trpc } from '../api/client.ts';
import { frameText } from '../messages/frame.ts';
import { paths } from '../paths.ts';
import { saveUnsaved } from './unsaved.ts';

/** Signs out, once what is open is saved: the session that would save is the one that ends. */
export function useLeave(): () => Promise<void> {
  const { mutate } = useMutation({
    ...trpc.session.signOut.mutationOptions(),
    // A new document drops everything that this person's session had loaded.
    onSuccess: () => {
      forgetAccount();
      window.location.assign(paths.signIn());
    },
  });
  return async () => {
    if (await saveUnsaved()) mutate({});
    else notifications.show({ color: 'danger', message: frameText.notSignedOut });
  };
}
