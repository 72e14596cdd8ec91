import { Modal, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { meOptions } from '../../api/session.ts';
import type { Member, Role } from '../../api/types.ts';
import { membersText } from '../../messages/account.ts';
import { roleNames } from '../../messages/frame.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';

const ROLES: readonly Role[] = ['owner', 'designer', 'viewer'];

/** Roles with what each may do. */
export const roleOptions = ROLES.map((role) => ({
  value: role,
  label: `${roleNames[role]}: ${membersText.roleMeans[role]}`,
}));

export function roleOf(value: string | null): Role | undefined {
  return ROLES.find((role) => role === value);
}

/** Changes a role at once; the server keeps the last owner, and the reason is shown. */
export function RoleSelect({ member }: { member: Member }) {
  const queries = useQueryClient();
  const change = useMutation({
    ...trpc.members.setRole.mutationOptions(),
    onSuccess: async (_, { role }) => {
      await queries.invalidateQueries({ queryKey: trpc.members.list.queryKey() });
      await queries.invalidateQueries({ queryKey: meOptions().queryKey });
      notifications.show({ message: membersText.changed(member.name, roleNames[role]) });
    },
  });
  return (
    <>
      <Select
        size="xs"
        aria-label={membersText.roleOf(member.name)}
        data={roleOptions}
        allowDeselect={false}
        value={member.role}
        disabled={change.isPending}
        onChange={(value) => {
          const role = roleOf(value);
          if (role && role !== member.role) change.mutate({ personId: member.personId, role });
        }}
      />
      <Modal
        opened={change.error !== null}
        onClose={() => change.reset()}
        title={membersText.roleOf(member.name)}
      >
        <ErrorNotice error={change.error} instead={{ CONFLICT: membersText.lastOwner }} />
      </Modal>
    </>
  );
}
