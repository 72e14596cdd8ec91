import { Button, Loader, TextInput } from '@mantine/core';
import { addDays, instantOf, wallTimeOf } from '@patchbay/engine/time';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconClock, IconPlayerTrackNext } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useWorldNow } from '../../api/session.ts';
import type { SkipResult, World } from '../../api/types.ts';
import { dataCenterText, dueNames } from '../../messages/data-center.ts';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { clock, duration, full, viewerZone } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { Tag } from '../../ui/data/tag.tsx';
import classes from './clock.module.css';

const REFRESH_MS = 5_000;
/** While a skip runs its progress is what everybody looks at. */
const SKIPPING_MS = 700;

/** The demo world's clock, and the ways to move it forward. */
export function ClockBand() {
  const now = useWorldNow();
  const zone = viewerZone();
  const queries = useQueryClient();
  const skip = useMutation({
    ...trpc.world.skip.mutationOptions(),
    // The world has moved: nothing that was loaded before is current.
    onSettled: () => queries.invalidateQueries(),
  });
  const world = useQuery({
    ...trpc.world.get.queryOptions(),
    refetchInterval: skip.isPending ? SKIPPING_MS : REFRESH_MS,
  });
  const busy = skip.isPending || (world.data?.skipping ?? false);
  const skipTo = (at: number) => skip.mutate({ to: new Date(at).toISOString() });
  return (
    <section className={classes.band} aria-label={dataCenterText.clockBand}>
      <div className={classes.row}>
        <Tag>{dataCenterText.demo}</Tag>
        <IconClock size={16} aria-hidden />
        <strong>{full(now, zone)}</strong>
        <i />
        <span className={classes.skip}>
          <IconPlayerTrackNext size={14} aria-hidden />
          {dataCenterText.skipTo}
        </span>
        {nextDue(world.data?.due ?? [], now).map((due) => (
          <SkipButton
            key={due.what}
            label={dueNames[due.what]}
            detail={`${clock(due.at, zone)} ${dataCenterText.ahead(duration(Date.parse(due.at) - now))}`}
            title={dataCenterText.dueWith(dueNames[due.what], due.environmentName)}
            disabled={busy}
            onSkip={() => skipTo(Date.parse(due.at))}
          />
        ))}
        <TomorrowButton now={now} zone={zone} disabled={busy} onSkip={skipTo} />
        <OwnMoment now={now} zone={zone} disabled={busy} onSkip={skipTo} />
      </div>
      <Progress
        busy={busy}
        now={world.data ? Date.parse(world.data.now) : now}
        result={skip.data}
        error={skip.error}
      />
    </section>
  );
}

interface SkipProps {
  now: number;
  zone: string;
  disabled: boolean;
  onSkip: (at: number) => void;
}

function SkipButton(props: {
  label: string;
  detail?: string;
  title?: string;
  disabled: boolean;
  onSkip: () => void;
}) {
  return (
    <Button
      size="xs"
      variant="default"
      // It keeps the focus while the world moves.
      aria-disabled={props.disabled}
      data-disabled={props.disabled || undefined}
      title={props.title}
      onClick={() => !props.disabled && props.onSkip()}
    >
      {props.label} {props.detail && <span className={classes.detail}>{props.detail}</span>}
    </Button>
  );
}

function TomorrowButton({ now, zone, disabled, onSkip }: SkipProps) {
  const at = instantOf({ date: addDays(wallTimeOf(now, zone).date, 1), time: '08:00', zone });
  if (at.outcome !== 'ok') return null;
  return <SkipButton label={dataCenterText.tomorrow} disabled={disabled} onSkip={() => onSkip(at.at)} />;
}

/** A date and time of one's own, refused in words when it does not exist or lies behind. */
function OwnMoment({ now, zone, disabled, onSkip }: SkipProps) {
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [date = '', time = ''] = value.split('T');
    const read = instantOf({ date, time: time.slice(0, 5), zone });
    const at = read.outcome === 'ok' ? read.at : read.outcome === 'fold' ? read.first : null;
    if (at === null) setProblem(read.outcome === 'gap' ? dataCenterText.gap : dataCenterText.invalid);
    else if (at <= now) setProblem(dataCenterText.past);
    else {
      setProblem(null);
      onSkip(at);
    }
  };
  return (
    <form className={classes.own} onSubmit={submit} noValidate>
      <TextInput
        type="datetime-local"
        size="xs"
        aria-label={dataCenterText.dateTime}
        value={value}
        error={problem}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={disabled}>
        {dataCenterText.skip}
      </Button>
    </form>
  );
}

function Progress(props: { busy: boolean; now: number; result: SkipResult | undefined; error: unknown }) {
  const zone = viewerZone();
  if (props.busy)
    return (
      <div className={classes.result} role="status">
        <Loader size={14} />
        {dataCenterText.skipping(full(props.now, zone))}
      </div>
    );
  if (props.error)
    return (
      <div className={classes.result}>
        <ErrorNotice error={props.error} />
      </div>
    );
  if (!props.result) return null;
  const { now, instants, stoppedBy } = props.result;
  return (
    <div className={classes.result} role="status">
      {stoppedBy ? (
        <>
          <StateGlyph
            state="step"
            word={dataCenterText.stopped(full(now, zone), stoppedBy.environmentName, stoppedBy.step)}
          />
          <Link to={paths.environment(stoppedBy.environmentId)}>{dataCenterText.look}</Link>
        </>
      ) : (
        <StateGlyph state="done" word={dataCenterText.skipped(full(now, zone), instants)} />
      )}
    </div>
  );
}

/** The next start and the next end; other work only when there is neither. What came due meanwhile is no offer. */
function nextDue(due: World['due'], now: number): World['due'] {
  const ahead = due.filter((each) => Date.parse(each.at) > now);
  const slots = ahead.filter(({ what }) => what === 'slot-start' || what === 'slot-end');
  return slots.length > 0 ? slots : ahead.slice(0, 2);
}
