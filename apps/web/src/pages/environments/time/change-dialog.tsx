import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { HOUR, type Interval } from '@patchbay/engine/time';
import { useState } from 'react';
import { useNoSpending } from '../../../api/may.ts';
import { useWorldNow } from '../../../api/session.ts';
import type { ChangeQuote, Room, SlotState } from '../../../api/types.ts';
import { afterText, changeOutcome, timesText } from '../../../messages/slots/times.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { money } from '../../../ui/format/money.ts';
import { dayOf, slotText, viewerZone } from '../../../ui/format/time.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { MostCost } from '../../book/quote-cost.tsx';
import { QuoteBudget } from '../../book/quote-budget.tsx';
import { slotRefusals } from '../../book/slot-refusals.ts';
import { ownSlot, readChoice, type SlotChoice } from '../../book/slot-choice.ts';
import { WallFields } from '../../book/wall-fields.tsx';
import { timeOf } from './time-of.ts';
import { useChange, useRoom } from './use-change.ts';
import classes from './time.module.css';

interface ChangeDialogProps {
  slotId: string;
  name: string;
  slot: { start: string; end: string };
  /** The zone that its times are kept in. */
  zone: string;
  state: SlotState;
  /** How many slots of its reservation it could be changed with, itself included. */
  following: number;
  /** The revision of its design that is booked, and one that it could be instead. */
  newer: { readonly from: number; readonly to: number } | null;
  /** An end that is proposed; its own where there is none. */
  proposed?: number;
  onClose: () => void;
}

/** Other times for a slot, or a newer revision of its design, alone or with all later ones. Nothing changes until it is confirmed. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { slotId, name, zone, state, following, newer, proposed, onClose } = props;
  const now = useWorldNow();
  const stopped = useNoSpending();
  const present = { start: Date.parse(props.slot.start), end: Date.parse(props.slot.end) };
  const [choice, choose] = useState<SlotChoice>(() =>
    ownSlot({ start: present.start, end: proposed ?? present.end }, zone),
  );
  const [scope, setScope] = useState<'this' | 'following'>('this');
  const [renewed, setRenewed] = useState(false);
  const ahead = state === 'scheduled';
  const reading = readChoice(choice, ahead ? now : present.start);
  const asked = reading.outcome === 'slot' ? reading.slot : null;
  const moved = asked !== null && (asked.start !== present.start || asked.end !== present.end);
  const changed = asked !== null && (moved || renewed);
  const room = useRoom(slotId, true).data;
  const { quote, change, confirm } = useChange({
    slotId,
    name,
    scope,
    slot: changed ? asked : null,
    revision: renewed && newer ? newer.to : null,
    onDone: onClose,
  });
  const shown = changed && !quote.error ? quote.data : undefined;
  const endAt = (end: number) => choose(ownSlot({ start: asked?.start ?? present.start, end }, zone));
  return (
    <Dialog onClose={onClose} title={newer ? timesText.titleNewer(name) : timesText.title(name)} size="lg">
      <Stack gap="md">
        <Text c="dimmed">{ahead ? timesText.leadAhead : timesText.leadUnderWay}</Text>
        {room && <Ends room={room} zone={zone} end={present.end} ahead={ahead} onChoose={endAt} />}
        <WallFields choice={choice} reading={reading} now={now} onChange={choose} endOnly={!ahead} />
        {zone !== viewerZone() && asked && (
          <p className={classes.note}>
            {timesText.yours(viewerZone())}: {slotText(asked, viewerZone())}
          </p>
        )}
        {newer && <Newer {...newer} chosen={renewed} onChange={setRenewed} />}
        {ahead && following > 1 && (
          <Scope scope={scope} following={following} moved={moved} onChange={setScope} />
        )}
        {changed && quote.error ? (
          <ErrorNotice error={quote.error} onRetry={() => void quote.refetch()} />
        ) : (
          <Outcome quote={shown} asked={changed} zone={zone} onUse={(slot) => choose(ownSlot(slot, zone))} />
        )}
        {renewed && <Others quote={shown} />}
        {changed && <NotChanged error={change.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {timesText.keep}
          </Button>
          <ReasonedButton
            reason={stopped}
            disabled={!shown?.fits || shown.budget.startsNot}
            aria-disabled={quote.isPlaceholderData}
            loading={change.isPending}
            onClick={() => shown?.fits && !quote.isPlaceholderData && confirm(shown)}
          >
            {confirmText(shown, renewed ? null : asked, present, zone)}
          </ReasonedButton>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** What of the environment another revision leaves as it is. */
function Others({ quote }: { quote: ChangeQuote | undefined }) {
  if (!quote || quote.others === 0) return null;
  return <p className={classes.note}>{timesText.others(quote.others)}</p>;
}

function NotChanged({ error }: { error: unknown }) {
  if (!error) return null;
  const instead = { PRICE_CHANGED: timesText.priceChanged, ...slotRefusals(error) };
  return <ErrorNotice error={error} instead={instead} />;
}

function Newer(props: { from: number; to: number; chosen: boolean; onChange: (chosen: boolean) => void }) {
  return (
    <Checkbox
      label={timesText.newer(props.to)}
      description={timesText.newerText(props.from)}
      checked={props.chosen}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}

function confirmText(
  quote: ChangeQuote | undefined,
  asked: Interval | null,
  present: Interval,
  zone: string,
): string {
  if (!quote) return timesText.open;
  if (!asked) return timesText.confirmMove(money(quote.totalMicros, quote.currency));
  const by = money(Math.abs(quote.totalMicros - quote.beforeMicros), quote.currency);
  if (asked.start === present.start && asked.end > present.end)
    return timesText.confirmExtend(timeOf(asked.end, present.start, zone), by);
  if (asked.start === present.start)
    return timesText.confirmShorten(timeOf(asked.end, present.start, zone), `−${by}`);
  return timesText.confirmMove(money(quote.totalMicros, quote.currency));
}

const MORE_HOURS = [1, 2, 4];

/** The longest that is possible first, with what is in the way after it, and lengths on the way there. */
function Ends(props: {
  room: Room;
  zone: string;
  end: number;
  /** It has not begun, so it could be planned on other hosts as well. */
  ahead: boolean;
  onChoose: (end: number) => void;
}) {
  const { room, zone, end, ahead, onChoose } = props;
  const longest = Date.parse(room.longestEnd);
  const until = timeOf(longest, end, zone);
  return (
    <div className={classes.ends}>
      <strong>
        {longest <= end ? timesText.noMore : (ahead ? timesText.longestHere : timesText.longest)(until)}
      </strong>
      <p>{afterText(room.after, until)}</p>
      {longest > end && (
        <div className={classes.chips} role="group" aria-label={timesText.lengths}>
          <Button size="xs" variant="default" onClick={() => onChoose(longest)}>
            {timesText.longestUse(until)}
          </Button>
          {MORE_HOURS.filter((hours) => end + hours * HOUR < longest).map((hours) => (
            <Button key={hours} size="xs" variant="default" onClick={() => onChoose(end + hours * HOUR)}>
              {timesText.plus(hours)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function Scope(props: {
  scope: 'this' | 'following';
  following: number;
  /** Whether other times are asked for. */
  moved: boolean;
  onChange: (scope: 'this' | 'following') => void;
}) {
  return (
    <Radio.Group
      label={timesText.scope}
      value={props.scope}
      onChange={(value) => props.onChange(value === 'following' ? 'following' : 'this')}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="this" label={timesText.scopeThis} />
        <Radio
          value="following"
          label={timesText.scopeFollowing(props.following)}
          description={props.moved ? timesText.scopeText : undefined}
        />
      </Stack>
    </Radio.Group>
  );
}

function Outcome(props: {
  quote: ChangeQuote | undefined;
  asked: boolean;
  zone: string;
  onUse: (slot: Interval) => void;
}) {
  const { quote, asked, zone, onUse } = props;
  if (!asked) return <p className={classes.note}>{timesText.unchanged}</p>;
  if (!quote) return <StateGlyph state="working" word={timesText.checking} />;
  if (quote.fits) return <Cost quote={quote} />;
  const refused = quote.dates.filter(({ outcome }) => outcome !== 'fits');
  const [only] = quote.dates.length === 1 ? refused : [];
  return (
    <div role="status" className={classes.refused}>
      <StateGlyph state="blocker" word={timesText.refused(refused.length)} />
      <ul>
        {refused.map((one) => (
          <li key={one.date}>
            {dayOf(one.date)}: {changeOutcome[one.outcome]}
          </li>
        ))}
      </ul>
      {only?.alternatives && only.alternatives.length > 0 && (
        <div className={classes.chips}>
          {timesText.other}
          {only.alternatives.map(({ start, end }) => (
            <Button
              key={start}
              size="xs"
              variant="default"
              onClick={() => onUse({ start: Date.parse(start), end: Date.parse(end) })}
            >
              {slotText({ start, end }, zone)}
            </Button>
          ))}
        </div>
      )}
      <p className={classes.note}>{timesText.nothing}</p>
    </div>
  );
}

function Cost({ quote }: { quote: ChangeQuote }) {
  const { dates, beforeMicros, totalMicros, currency } = quote;
  const by = totalMicros - beforeMicros;
  return (
    <div role="status">
      <StateGlyph state="done" word={dates.length === 1 ? timesText.fits : timesText.fitsAll(dates.length)} />
      <Facts apart>
        <Fact label={timesText.before}>{money(beforeMicros, currency)}</Fact>
        <Fact label={timesText.difference}>
          {by < 0 ? '−' : '+'}
          {money(Math.abs(by), currency)}
        </Fact>
        <Fact label={timesText.cost}>{money(totalMicros, currency)}</Fact>
      </Facts>
      <MostCost quote={quote} />
      <QuoteBudget outlook={quote.budget} currency={currency} />
    </div>
  );
}
