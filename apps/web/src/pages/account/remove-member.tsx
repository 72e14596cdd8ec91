import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { meOptions } from '../../api/session.ts';
import type { Member } from '../../api/types.ts';
import { membersText } from '../../messages/account.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { Dialog } from '../../ui/layout/dialog.tsx';

export function RemoveMember(props: { member: Member; account: string; onClose: () => void }) {
  const { member, account, onClose } = props;
  const queries = useQueryClient();
  const remove = useMutation({
    ...trpc.members.remove.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.members.list.queryKey() });
      await queries.invalidateQueries({ queryKey: meOptions().queryKey });
      notifications.show({ message: membersText.removed(member.name) });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={membersText.removeTitle(member.name)}>
      <Stack gap="lg">
        <Text>{membersText.removeText(member.name, account)}</Text>
        {remove.error && <ErrorNotice error={remove.error} instead={{ CONFLICT: membersText.lastOwner }} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {membersText.cancel}
          </Button>
          <Button
            color="danger"
            loading={remove.isPending}
            onClick={() => remove.mutate({ personId: member.personId })}
          >
            {membersText.removeDo}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
