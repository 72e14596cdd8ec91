import { Button, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { PersonRow } from '../../api/types.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';
import { peopleText } from '../../messages/account.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { frameText } from '../../messages/frame.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { isoDate, viewerZone } from '../../ui/format/time.ts';
import table from '../../ui/data/table.module.css';
import { GiveCredit } from './give-credit.tsx';
import { ResetLinkDialog } from './reset-link-dialog.tsx';
import { Tag } from '../../ui/data/tag.tsx';
import classes from './account.module.css';

export function PeoplePage() {
  const { operator } = useMe();
  const people = useQuery({ ...trpc.people.list.queryOptions(), enabled: operator });
  return (
    <>
      <Crumbs
        items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: peopleText.crumb }]}
      />
      {!operator ? (
        <EmptyState
          icon={<IconLock size={20} />}
          title={frameText.operatorsOnlyTitle}
          text={frameText.operatorsOnlyText}
        />
      ) : (
        <Loaded source={people} shape="table">
          {(rows) => <People people={rows} />}
        </Loaded>
      )}
    </>
  );
}

function People({ people }: { people: readonly PersonRow[] }) {
  const [person, setPerson] = useState<PersonRow | null>(null);
  const { mutate, data, error, reset } = useMutation(trpc.people.issueResetLink.mutationOptions());
  const issueFor = (each: PersonRow) => {
    setPerson(each);
    mutate({ personId: each.id });
  };
  return (
    <div className={classes.page}>
      <header>
        <h1>{peopleText.title}</h1>
        <p>{peopleText.lead}</p>
      </header>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{peopleText.name}</th>
              <th scope="col">{peopleText.email}</th>
              <th scope="col">{peopleText.accounts}</th>
              <th scope="col">{peopleText.since}</th>
              <th scope="col">
                <VisuallyHidden>{peopleText.actions}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((each) => (
              <tr key={each.id}>
                <th scope="row">
                  <strong>{each.name}</strong> {each.operator && <Tag>{peopleText.operator}</Tag>}
                </th>
                <td>{each.email}</td>
                <td className={table.quiet}>
                  {each.accounts.map(({ name, role }) => peopleText.accountRole(name, role)).join(', ') ||
                    peopleText.none}
                </td>
                <td className={table.quiet}>{isoDate(each.createdAt, viewerZone())}</td>
                <td className={table.num}>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={peopleText.issueOf(each.name)}
                    onClick={() => issueFor(each)}
                  >
                    {peopleText.issue}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <GiveCredit />
      {person && (
        <ResetLinkDialog
          person={person}
          issued={data}
          error={error}
          onRetry={() => issueFor(person)}
          onClose={() => {
            reset();
            setPerson(null);
          }}
        />
      )}
    </div>
  );
}
