import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { trpc } from '../../api/client.ts';
import { sessionText } from '../../messages/session.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { PasswordField } from '../../ui/form/password-field.tsx';
import { Dialog } from '../../ui/layout/dialog.tsx';

/** Whoever is signed in gives their password again; what waits for it goes on, or ends where they cancel. */
export function ConfirmDialog({ onEnd }: { onEnd: (given: boolean) => void }) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = useMutation({
    ...trpc.session.confirm.mutationOptions(),
    onSuccess: () => onEnd(true),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (password) confirm.mutate({ password });
  };
  return (
    <Dialog title={sessionText.confirmTitle} onClose={() => onEnd(false)}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>{sessionText.confirmText}</Text>
          <PasswordField
            autoFocus
            label={sessionText.password}
            fresh={false}
            value={password}
            onChange={setPassword}
            error={tried && !password ? sessionText.passwordMissing : undefined}
          />
          {confirm.error && (
            <ErrorNotice error={confirm.error} instead={{ CONFIRM: sessionText.wrongAgain }} />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => onEnd(false)}>
              {sessionText.cancel}
            </Button>
            <Button type="submit" loading={confirm.isPending}>
              {sessionText.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
