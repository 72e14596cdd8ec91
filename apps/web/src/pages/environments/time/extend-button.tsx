import { can } from '@patchbay/engine/reservation';
import { lazy, Suspense, useState } from 'react';
import { useNoSpending } from '../../../api/may.ts';
import type { SlotState } from '../../../api/types.ts';
import { timesText } from '../../../messages/slots/times.ts';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { money } from '../../../ui/format/money.ts';
import { timeOf } from './time-of.ts';
import { useRoom } from './use-change.ts';
import classes from './time.module.css';

const ChangeDialog = lazy(async () => ({ default: (await import('./change-dialog.tsx')).ChangeDialog }));

interface ExtendButtonProps {
  slotId: string;
  name: string;
  slot: { start: string; end: string };
  zone: string;
  state: SlotState;
  following?: number;
  /** The revision that is booked, and the newest one of the design; null where that is removed. */
  revision: number;
  newestRevision: number | null;
}

/** The longest a slot can be extended, with its price, or other times; both open the same question. */
export function ExtendButton(props: ExtendButtonProps) {
  const { slotId, name, slot, zone, state, following = 1, revision, newestRevision } = props;
  const [open, setOpen] = useState(false);
  const stopped = useNoSpending();
  const may = can.release(state);
  // Ahead of its start other times are asked for, not a longer one: how far it could go on is no matter yet.
  const ahead = state === 'scheduled';
  const { data } = useRoom(slotId, may && !ahead && stopped === null);
  if (!may) return null;
  const end = Date.parse(slot.end);
  const longest = data ? Date.parse(data.longestEnd) : end;
  const proposed = longest > end && !ahead ? longest : null;
  const newer = ahead && newestRevision !== null && newestRevision > revision;
  const more = data ? money(data.totalMicros - data.beforeMicros, data.currency) : '';
  return (
    <>
      <ReasonedButton
        size="xs"
        variant="default"
        reason={stopped}
        classNames={{ root: classes.extend, label: classes.extendLabel }}
        onClick={() => setOpen(true)}
      >
        {proposed === null
          ? !ahead
            ? timesText.extend
            : newer
              ? timesText.openNewer
              : timesText.open
          : timesText.extendTo(timeOf(proposed, Date.parse(slot.start), zone), more)}
      </ReasonedButton>
      {open && (
        <Suspense>
          <ChangeDialog
            slotId={slotId}
            name={name}
            slot={slot}
            zone={zone}
            state={state}
            following={following}
            newer={newer ? { from: revision, to: newestRevision } : null}
            {...(proposed !== null && { proposed })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
