import { Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { trpc } from '../../api/client.ts';
import type { Role } from '../../api/types.ts';
import { membersText } from '../../messages/account.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { emailProblem } from '../session/session-fields.tsx';
import { roleOf, roleOptions } from './role-select.tsx';
import classes from './account.module.css';

export function AddMember() {
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('designer');
  const [tried, setTried] = useState(false);
  const add = useMutation({
    ...trpc.members.add.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.members.list.queryKey() });
      notifications.show({ message: membersText.added(email.trim()) });
      setEmail('');
      setTried(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!emailProblem(email)) add.mutate({ email: email.trim(), role });
  };
  return (
    <form className={classes.add} onSubmit={submit} noValidate aria-label={membersText.addTitle}>
      <div>
        <h2>{membersText.addTitle}</h2>
        <p>{membersText.addLead}</p>
      </div>
      <div className={classes.addRow}>
        <TextInput
          type="email"
          label={membersText.email}
          autoComplete="off"
          maxLength={200}
          value={email}
          error={tried ? emailProblem(email) : undefined}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Select
          label={membersText.addRole}
          data={roleOptions}
          allowDeselect={false}
          value={role}
          onChange={(value) => setRole(roleOf(value) ?? role)}
        />
        <Button type="submit" loading={add.isPending}>
          {membersText.add}
        </Button>
      </div>
      {add.error && (
        <ErrorNotice
          error={add.error}
          instead={{ NOT_FOUND: membersText.unknownPerson, CONFLICT: membersText.alreadyMember }}
        />
      )}
    </form>
  );
}
