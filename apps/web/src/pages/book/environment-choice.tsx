import { Radio, Stack } from '@mantine/core';
import { isOver } from '@patchbay/engine/reservation';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import type { EnvironmentRow } from '../../api/types.ts';
import { bookText } from '../../messages/book.ts';
import { keptList } from '../../messages/kept.ts';
import { slotText, viewerZone } from '../../ui/format/time.ts';
import { region } from '../../ui/layout/region.ts';
import classes from './book.module.css';

/** In the address: no environment that is there already. */
export const NEW = 'new';
/** Of one design; the rest are found on the live page. */
const MAX_OFFERED = 4;

/** Environments of a design whose data another slot would find, newest first, with the one that is asked for. */
export function candidatesOf(
  rows: readonly EnvironmentRow[],
  designId: string,
  asked: string | null,
): EnvironmentRow[] {
  const own = rows.filter((row) => row.designId === designId && (row.keepsData || row.id === asked));
  const rank = (row: EnvironmentRow) => (row.id === asked ? 0 : 1);
  return own.toSorted((a, b) => rank(a) - rank(b)).slice(0, MAX_OFFERED);
}

interface EnvironmentChoiceProps {
  candidates: readonly EnvironmentRow[];
  /** Null for a new one. */
  chosen: string | null;
  onChange: (environment: string) => void;
}

/** Another slot of what is there, or a new environment; each says what becomes of data and addresses. */
export function EnvironmentChoice({ candidates, chosen, onChange }: EnvironmentChoiceProps) {
  return (
    <section {...region} className={classes.which} aria-labelledby="which">
      <h2 id="which">{bookText.which}</h2>
      <Radio.Group aria-labelledby="which" value={chosen ?? NEW} onChange={(value) => onChange(value)}>
        <Stack gap={12}>
          {candidates.map((row) => (
            <Radio
              key={row.id}
              value={row.id}
              label={bookText.another(row.name)}
              description={<Another row={row} />}
            />
          ))}
          <Radio value={NEW} label={bookText.fresh} description={bookText.freshText} />
        </Stack>
      </Radio.Group>
    </section>
  );
}

function Another({ row }: { row: EnvironmentRow }) {
  const { data } = useQuery(trpc.environments.get.queryOptions({ id: row.id })).data ?? { data: [] };
  const slot = slotText(row.slot, viewerZone());
  return (
    <>
      {row.keepsData ? bookText.anotherText(keptList(data)) : bookText.anotherAddresses}
      <br />
      {isOver(row.state) ? bookText.lastSlot(slot) : bookText.bookedSlot(slot)}
    </>
  );
}
