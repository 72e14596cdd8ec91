import { Button, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOwnersOnly } from '../../api/may.ts';
import { useMe } from '../../api/session.ts';
import type { Me, Member } from '../../api/types.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';
import { membersText } from '../../messages/account.ts';
import { frameText, roleNames } from '../../messages/frame.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import table from '../../ui/data/table.module.css';
import { AddMember } from './add-member.tsx';
import { RemoveMember } from './remove-member.tsx';
import { RoleSelect } from './role-select.tsx';
import { Tag } from '../../ui/data/tag.tsx';
import classes from './account.module.css';

type Account = NonNullable<Me['account']>;

export function MembersPage() {
  const { account, person } = useMe();
  const members = useQuery({
    ...trpc.members.list.queryOptions(),
    enabled: account !== null,
  });
  return (
    <>
      <Crumbs items={[{ label: account?.name ?? '' }, { label: membersText.crumb }]} />
      {account === null ? (
        <EmptyState icon={<IconUsers size={20} />} title={membersText.title} text={frameText.noAccount}>
          <Button component={Link} to={paths.home()} variant="default">
            {frameText.toDesigns}
          </Button>
        </EmptyState>
      ) : (
        <Loaded source={members} shape="table">
          {(rows) => <Members account={account} me={person?.id ?? null} members={rows} />}
        </Loaded>
      )}
    </>
  );
}

function Members(props: { account: Account; me: string | null; members: readonly Member[] }) {
  const { account, me, members } = props;
  const [removing, setRemoving] = useState<Member | null>(null);
  const owner = account.role === 'owner';
  const ownersOnly = useOwnersOnly();
  return (
    <div className={classes.page}>
      <header>
        <h1>{membersText.title}</h1>
        <p>{owner ? membersText.lead(account.name) : ownersOnly}</p>
      </header>
      {owner && <AddMember />}
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{membersText.name}</th>
              <th scope="col">{membersText.email}</th>
              <th scope="col">{membersText.role}</th>
              {owner && (
                <th scope="col">
                  <VisuallyHidden>{membersText.actions}</VisuallyHidden>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.personId}>
                <th scope="row">
                  <strong>{member.name}</strong> {member.personId === me && <Tag>{membersText.you}</Tag>}
                </th>
                <td>{member.email}</td>
                <td className={classes.role}>
                  {owner ? <RoleSelect member={member} /> : roleNames[member.role]}
                </td>
                {owner && (
                  <td className={table.num}>
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={membersText.removeOf(member.name)}
                      onClick={() => setRemoving(member)}
                    >
                      {membersText.remove}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {removing && (
        <RemoveMember member={removing} account={account.name} onClose={() => setRemoving(null)} />
      )}
    </div>
  );
}
