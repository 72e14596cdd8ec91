import { Button } from '@mantine/core';
import { can } from '@patchbay/engine/reservation';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../../../api/session.ts';
import type { SlotState } from '../../../api/types.ts';
import { timesText } from '../../../messages/slots/times.ts';
import { money } from '../../../ui/format/money.ts';
import { timeOf } from './time-of.ts';
import { useRoom } from './use-change.ts';

const ChangeDialog = lazy(async () => ({ default: (await import('./change-dialog.tsx')).ChangeDialog }));

interface ExtendButtonProps {
  slotId: string;
  name: string;
  slot: { start: string; end: string };
  zone: string;
  state: SlotState;
  following?: number;
}

/** The longest a slot can be extended, with its price, or other times; both open the same question. */
export function ExtendButton({ slotId, name, slot, zone, state, following = 1 }: ExtendButtonProps) {
  const { account } = useMe();
  const [open, setOpen] = useState(false);
  const may = account !== null && account.role !== 'viewer' && can.release(state);
  const { data } = useRoom(slotId, may);
  if (!may) return null;
  const end = Date.parse(slot.end);
  const longest = data ? Date.parse(data.longestEnd) : end;
  const proposed = longest > end && state !== 'scheduled' ? longest : null;
  const more = data ? money(data.totalMicros - data.beforeMicros, data.currency) : '';
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {proposed === null
          ? state === 'scheduled'
            ? timesText.open
            : timesText.extend
          : timesText.extendTo(timeOf(proposed, Date.parse(slot.start), zone), more)}
      </Button>
      {open && (
        <Suspense>
          <ChangeDialog
            slotId={slotId}
            name={name}
            slot={slot}
            zone={zone}
            state={state}
            following={following}
            {...(proposed !== null && { proposed })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
