import { Button } from '@mantine/core';
import { can } from '@patchbay/engine/reservation';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { Environment, OlderCopy } from '../../api/types.ts';
import { olderText } from '../../messages/older.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { focusHeading } from '../../ui/layout/focus-heading.ts';
import { OlderDialog, type OlderQuestion } from './older-dialog.tsx';
import classes from './kept.module.css';

/** Copies of the data that were left on other hosts: which one counts is for the owner to say, between slots. */
export function OlderCopies({ environment }: { environment: Environment }) {
  const { id, older, state } = environment;
  const { account } = useMe();
  const queries = useQueryClient();
  const [asking, ask] = useState<OlderQuestion | null>(null);
  const settled = {
    onSuccess: () => {
      ask(null);
      focusHeading();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.environments.get.queryKey({ id }) }),
  };
  const choose = useMutation({ ...trpc.environments.chooseData.mutationOptions(), ...settled });
  const remove = useMutation({ ...trpc.environments.deleteOlder.mutationOptions(), ...settled });
  const mayChange = account !== null && account.role !== 'viewer';
  const doing = asking?.what === 'delete' ? remove : choose;
  return (
    <>
      {older.map((copy) => (
        <section key={copy.hostId} className={classes.kept} aria-labelledby={`older-${copy.hostId}`}>
          <IconHistory size={16} aria-hidden />
          <div>
            <h2 id={`older-${copy.hostId}`}>{olderText.title(copy.host)}</h2>
            <p className={classes.names}>{olderText.names(copy.data, copy.capacityGiB)}</p>
            <p>{factsOf(copy, can.chooseData(state))}</p>
          </div>
          {mayChange && (
            <div className={classes.actions}>
              <Button variant="default" color="danger" onClick={() => ask({ what: 'delete', copy })}>
                {olderText.remove}
              </Button>
              <Button
                variant="default"
                disabled={!copy.answers || !can.chooseData(state)}
                onClick={() => ask({ what: 'choose', copy })}
              >
                {olderText.choose}
              </Button>
            </div>
          )}
        </section>
      ))}
      {asking && (
        <OlderDialog
          question={asking}
          booked={state === 'scheduled'}
          pending={doing.isPending}
          error={doing.error}
          onConfirm={() => doing.mutate({ id, hostId: asking.copy.hostId })}
          onClose={() => {
            doing.reset();
            ask(null);
          }}
        />
      )}
    </>
  );
}

/** How old it is, how long it stays, and why it cannot be chosen now. */
function factsOf({ since, until, answers, host }: OlderCopy, between: boolean): string {
  const zone = viewerZone();
  const facts = olderText.facts(dayClock(since, zone), dayClock(until, zone));
  if (!answers) return `${facts} ${olderText.silent(host)}`;
  return between ? facts : `${facts} ${olderText.notNow}`;
}
