import { Button, VisuallyHidden } from '@mantine/core';
import type { Reason } from '@patchbay/engine/placement';
import { useWorldNow } from '../../../api/session.ts';
import type { SeriesDate, SeriesQuote } from '../../../api/types.ts';
import { reasonText, type Words } from '../../../messages/reasons.ts';
import { outcomeText, seriesText } from '../../../messages/slots/series.ts';
import table from '../../../ui/data/table.module.css';
import { cell, sign } from '../../../ui/format/money.ts';
import { clock, day, nearDay, viewerZone } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import type { SeriesState } from './use-series.ts';
import classes from './series.module.css';

interface DatesTableProps {
  series: SeriesState;
  currency: string;
  zone: string;
  words: Words;
}

/** Every date of a series: whether it fits, why not, when else on that day, and what it costs. */
export function DatesTable({ series, currency, zone, words }: DatesTableProps) {
  const { dates, left, allLeft, quote } = series;
  const found = new Map(quote.data?.dates.map((one) => [one.date, one]));
  const fit = dates.filter((date) => found.get(date)?.outcome === 'fits' && !left.includes(date)).length;
  const chosen = dates.length - left.length;
  const lead = seriesText.datesLead(fit, chosen);
  const own = viewerZone();
  return (
    <section
      {...region}
      className={classes.dates}
      aria-labelledby="dates"
      aria-busy={quote.isPlaceholderData}
    >
      <div className={classes.head}>
        <h2 id="dates">{seriesText.dates}</h2>
        <span role="status">
          {allLeft && seriesText.allLeft}
          {quote.data && (left.length === 0 ? lead : seriesText.datesLeft(lead, chosen, left.length))}
          {quote.isLoading && seriesText.checking}
        </span>
      </div>
      <div className={classes.list} {...scrollable} role="group" aria-labelledby="dates">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{seriesText.date}</th>
              <th scope="col">{seriesText.time(zone)}</th>
              {own !== zone && (
                <th scope="col" className={table.minor}>
                  {seriesText.yours(own)}
                </th>
              )}
              <th scope="col">{seriesText.state}</th>
              <th scope="col" className={table.num}>
                {seriesText.price(sign(currency))}
              </th>
              <th scope="col">
                <VisuallyHidden>{seriesText.leave}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {dates.map((date) => (
              <DateRow
                key={date}
                date={date}
                found={left.includes(date) ? undefined : found.get(date)}
                series={series}
                zone={zone}
                own={own === zone ? null : own}
                words={words}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface DateRowProps extends Omit<DatesTableProps, 'currency'> {
  date: string;
  found: SeriesDate | undefined;
  own: string | null;
}

function DateRow({ date, found, series, zone, own, words }: DateRowProps) {
  const out = series.left.includes(date);
  const slot = found?.slot ?? null;
  const name = dayName(date, useWorldNow());
  return (
    <tr className={out ? classes.leftOut : undefined}>
      <td className={classes.date}>{name}</td>
      <td>{slot && times(slot, zone)}</td>
      {own !== null && <td className={table.minor}>{slot && times(slot, own)}</td>}
      <td className={classes.state} tabIndex={-1}>
        {out && <StateGlyph state="stopped" word={seriesText.left} />}
        {found && <DateState found={found} moved={date in series.instead} words={words} />}
        {found && found.outcome !== 'fits' && (
          <Others found={found} zone={zone} name={name} onTake={(start) => series.takeInstead(date, start)} />
        )}
      </td>
      <td className={table.num}>{found?.outcome === 'fits' && cell(found.totalMicros)}</td>
      <td className={classes.act}>
        {out ? (
          <Button
            size="xs"
            variant="default"
            aria-label={seriesText.backOf(name)}
            onClick={() => series.takeBack(date)}
          >
            {seriesText.back}
          </Button>
        ) : (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={seriesText.leaveOf(name)}
            onClick={() => series.leave(date)}
          >
            {seriesText.leave}
          </Button>
        )}
      </td>
    </tr>
  );
}

function DateState({ found, moved, words }: { found: SeriesDate; moved: boolean; words: Words }) {
  if (found.outcome === 'fits') {
    const word = moved ? seriesText.moved : found.twice ? seriesText.twice : seriesText.fits;
    return <StateGlyph state="done" word={word} />;
  }
  if (found.outcome !== 'full') return <StateGlyph state="blocker" word={outcomeText[found.outcome]} />;
  const [first, ...rest] = found.rejection?.reasons ?? [];
  return (
    <>
      <StateGlyph state="blocker" word={seriesText.full} />
      {first && <Why reason={first} words={words} more={rest.length} />}
    </>
  );
}

function Why({ reason, words, more }: { reason: Reason; words: Words; more: number }) {
  const { what, why } = reasonText(reason, words);
  return <span className={classes.why}>{seriesText.why(what, why, more)}</span>;
}

/** Other times of the same day, each of which was solved. */
function Others(props: { found: SeriesDate; zone: string; name: string; onTake: (start: string) => void }) {
  const { found, zone, name, onTake } = props;
  const { alternatives, outcome } = found;
  if (outcome !== 'full' && outcome !== 'own') return null;
  if (alternatives === null) return <span className={classes.why}>{seriesText.notSearched}</span>;
  if (alternatives.length === 0) return <span className={classes.why}>{seriesText.noOther}</span>;
  return (
    <div className={classes.others}>
      {seriesText.otherTimes}
      {alternatives.map((slot) => (
        <Button
          key={slot.start}
          size="xs"
          variant="default"
          aria-label={seriesText.takeOf(name, times(slot, zone))}
          onClick={({ currentTarget }) => {
            // These buttons go once the time fits; what it comes to stands where they were.
            currentTarget.closest('td')?.focus();
            onTake(slot.start);
          }}
        >
          {times(slot, zone)}
        </Button>
      ))}
    </div>
  );
}

/** `Mon 1 Mar`; noon in UTC names the same day. */
function dayName(date: string, now: number): string {
  return nearDay(`${date}T12:00:00Z`, 'UTC', now);
}

function times(slot: SeriesQuote['outside'][number]['slot'], zone: string): string {
  const sameDay = day(slot.start, zone) === day(slot.end, zone);
  const last = sameDay ? clock(slot.end, zone) : `${day(slot.end, zone)}, ${clock(slot.end, zone)}`;
  return `${clock(slot.start, zone)}–${last}`;
}
