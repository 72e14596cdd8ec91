import { Button, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import { useMe } from '../../../api/session.ts';
import type { DataCenter, Failure } from '../../../api/types.ts';
import {
  doneText,
  failureText,
  failureTitle,
  hitRow,
  hitText,
  needsText,
  slaText,
} from '../../../messages/operator/failures.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { Count } from '../../../ui/data/tag.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { clockSeconds, full, viewerZone } from '../../../ui/format/time.ts';
import { PaneHead } from '../../../ui/layout/pane-head.tsx';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { Accidents } from './accidents.tsx';
import { useFaults } from './use-faults.ts';
import classes from './failures.module.css';

const REFRESH_MS = 2_000;

/** What broke, who is hit, what was done by itself, what is needed; what is over is put aside. */
export function FailureInbox({ dataCenter: { sites, currency } }: { dataCenter: DataCenter }) {
  const { world } = useMe();
  const { data, error } = useQuery({
    ...trpc.failures.inbox.queryOptions(),
    refetchInterval: REFRESH_MS,
  });
  const [shown, setShown] = useState('open');
  const failures = data ?? [];
  const open = failures.filter(({ closedAt }) => closedAt === null);
  const listed = shown === 'open' ? open : failures;
  const simulated = new Set(sites.filter((site) => site.simulated).map(({ name }) => name));
  return (
    <section aria-labelledby="failures">
      <PaneHead id="failures" title={failureText.inbox}>
        {open.length > 0 && <Count>{open.length}</Count>}
        <SegmentedControl
          size="xs"
          aria-label={failureText.show}
          data={[
            { value: 'open', label: failureText.onlyOpen },
            { value: 'all', label: failureText.all },
          ]}
          value={shown}
          onChange={setShown}
        />
      </PaneHead>
      {world.demo && simulated.size > 0 && <Accidents />}
      {error && !data && <ErrorNotice error={error} />}
      {data && listed.length === 0 && <Calm ever={failures.length > 0} />}
      <ul className={classes.inbox}>
        {listed.map((failure) => (
          <li key={failure.id} data-open={failure.endedAt === null}>
            <FailureCard failure={failure} simulated={simulated.has(failure.siteName)} currency={currency} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Calm({ ever }: { ever: boolean }) {
  return (
    <div className={classes.calm}>
      <StateGlyph state="done" word={ever ? failureText.noneOpen : failureText.none} />
      <p>{ever ? failureText.noneOpenText : failureText.noneText}</p>
    </div>
  );
}

interface FailureCardProps {
  failure: Failure;
  simulated: boolean;
  currency: string;
}

function FailureCard({ failure, simulated, currency }: FailureCardProps) {
  const { hits, lostAt, endedAt, closedAt } = failure;
  return (
    <article aria-label={failureTitle(failure)}>
      <header>
        <StateGlyph state={endedAt === null ? 'failed' : 'done'} word={failureTitle(failure)} />
        <time dateTime={lostAt} title={full(lostAt, viewerZone())}>
          {clockSeconds(lostAt, viewerZone())}
        </time>
      </header>
      <Facts>
        <Fact label={failureText.hit}>{hitText(failure)}</Fact>
        <Fact label={failureText.done}>{doneText(failure)}</Fact>
        <Fact label={failureText.sla}>{slaText(failure, currency)}</Fact>
        <Fact label={failureText.needs}>{needsText(failure)}</Fact>
      </Facts>
      {hits.length > 0 && (
        <details>
          <summary>{failureText.details(hits.length)}</summary>
          <ul>
            {hits.map((hit) => (
              <li key={hit.environmentId}>{hitRow(hit)}</li>
            ))}
          </ul>
        </details>
      )}
      <div className={classes.actions}>
        {endedAt === null && simulated && <Restore failure={failure} />}
        {endedAt !== null && closedAt === null && <PutAside failure={failure} />}
      </div>
    </article>
  );
}

function Restore({ failure: { scope, scopeId, name } }: { failure: Failure }) {
  const { mend } = useFaults();
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={mend.isPending}
      onClick={() =>
        mend.mutate(
          { scope, id: scopeId },
          { onSuccess: () => notifications.show({ message: failureText.restored(name) }) },
        )
      }
    >
      {failureText.restore}
    </Button>
  );
}

function PutAside({ failure: { id } }: { failure: Failure }) {
  const queries = useQueryClient();
  const close = useMutation({
    ...trpc.failures.close.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.failures.inbox.queryKey() });
      notifications.show({ message: failureText.asideTold });
    },
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={close.isPending}
      onClick={() => close.mutate({ id })}
    >
      {failureText.aside}
    </Button>
  );
}
