import { can } from '@patchbay/engine/reservation';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useReadOnly } from '../../api/may.ts';
import type { Environment, SpareCopy } from '../../api/types.ts';
import { spareText } from '../../messages/spares.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { ReasonedButton } from '../../ui/form/reasoned-button.tsx';
import { focusHeading } from '../../ui/layout/focus-heading.ts';
import { SpareDialog, type SpareQuestion } from './spare-dialog.tsx';
import classes from './kept.module.css';

/** Spare copies of the data, on other hosts: which copy counts is for the owner to say, between slots. */
export function SpareCopies({ environment }: { environment: Environment }) {
  const { id, spares, state, bookedAhead } = environment;
  const readOnly = useReadOnly();
  const queries = useQueryClient();
  const [asking, ask] = useState<SpareQuestion | null>(null);
  const settled = {
    onSuccess: () => {
      ask(null);
      focusHeading();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.environments.get.queryKey({ id }) }),
  };
  const choose = useMutation({ ...trpc.environments.chooseData.mutationOptions(), ...settled });
  const remove = useMutation({ ...trpc.environments.deleteSpare.mutationOptions(), ...settled });
  const doing = asking?.what === 'delete' ? remove : choose;
  return (
    <>
      {spares.map((copy) => (
        <section key={copy.hostId} className={classes.kept} aria-labelledby={`spare-${copy.hostId}`}>
          <IconHistory size={16} aria-hidden />
          <div>
            <h2 id={`spare-${copy.hostId}`}>{spareText.title(copy.host)}</h2>
            <p className={classes.names}>{spareText.names(copy.data, copy.capacityGiB)}</p>
            <p>{factsOf(copy, can.chooseData(state))}</p>
          </div>
          <div className={classes.actions}>
            <ReasonedButton
              variant="default"
              color="danger"
              reason={readOnly}
              onClick={() => ask({ what: 'delete', copy })}
            >
              {spareText.remove}
            </ReasonedButton>
            <ReasonedButton
              variant="default"
              reason={readOnly}
              disabled={!copy.answers || !can.chooseData(state)}
              onClick={() => ask({ what: 'choose', copy })}
            >
              {spareText.choose}
            </ReasonedButton>
          </div>
        </section>
      ))}
      {asking && (
        <SpareDialog
          question={asking}
          booked={bookedAhead}
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
function factsOf({ since, until, answers, host }: SpareCopy, between: boolean): string {
  const zone = viewerZone();
  const facts = spareText.facts(dayClock(since, zone), dayClock(until, zone));
  if (!answers) return `${facts} ${spareText.silent(host)}`;
  return between ? facts : `${facts} ${spareText.notNow}`;
}
