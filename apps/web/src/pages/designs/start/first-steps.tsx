import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../../api/client.ts';
import { allOf } from '../../../api/source.ts';
import type { DesignRow, EnvironmentRow, Reservation, Usage } from '../../../api/types.ts';
import { firstStepsText } from '../../../messages/designs/first-steps.ts';
import { paths } from '../../../paths.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import classes from './first-steps.module.css';

interface Facts {
  readonly designs: readonly Pick<DesignRow, 'id'>[];
  readonly reservations: readonly Pick<Reservation, 'slotId'>[];
  readonly environments: readonly Pick<EnvironmentRow, 'state'>[];
  readonly usage: Pick<Usage, 'spentMicros' | 'period' | 'periods'>;
}

interface Step {
  readonly title: string;
  readonly text: string;
  /** Where it is done; null where that is this page. */
  readonly to: string | null;
  readonly done: boolean;
}

/** What was done is what there is: a design, a slot, something that has run, a charge. */
export function stepsOf({ designs, reservations, environments, usage }: Facts): readonly Step[] {
  const { draw, book, run, cost } = firstStepsText;
  const [newest] = designs;
  return [
    { ...draw, to: null, done: newest !== undefined },
    { ...book, to: newest ? paths.book(newest.id) : null, done: reservations.length > 0 },
    { ...run, to: paths.environments(), done: environments.some(({ state }) => HAS_RUN.has(state)) },
    {
      ...cost,
      to: paths.usage(),
      done: usage.spentMicros > 0 || usage.periods.some((period) => period < usage.period),
    },
  ];
}

const HAS_RUN: ReadonlySet<EnvironmentRow['state']> = new Set(['running', 'ending', 'ended']);

/** For somebody new: four things to do once, ticked off by what there is. Gone when all are done, or when asked to go. */
export function FirstSteps({ onDismiss }: { onDismiss: () => void }) {
  const designs = useQuery(trpc.designs.list.queryOptions());
  const reservations = useQuery(trpc.reservations.list.queryOptions());
  const environments = useQuery(trpc.environments.list.queryOptions());
  const usage = useQuery(trpc.usage.month.queryOptions({}));
  const { data, error } = allOf({ designs, reservations, environments, usage });
  const steps = data ? stepsOf(data) : [];
  const done = steps.filter((step) => step.done).length;
  const complete = data !== undefined && done === steps.length;
  useEffect(() => {
    if (complete) onDismiss();
  }, [complete, onDismiss]);
  if (!data && error === null) return <div aria-busy />;
  if (!data || complete) return null;
  return (
    <section className={classes.steps} aria-labelledby="first-steps">
      <div className={classes.head}>
        <h2 id="first-steps">{firstStepsText.title}</h2>
        <span>{firstStepsText.count(done, steps.length)}</span>
        <Button size="xs" variant="subtle" color="gray" onClick={onDismiss}>
          {firstStepsText.dismiss}
        </Button>
      </div>
      <ol className={classes.list}>
        {steps.map((step) => (
          <li key={step.title} data-done={step.done || undefined}>
            <StateGlyph
              state={step.done ? 'done' : 'todo'}
              word={step.done ? firstStepsText.done : firstStepsText.todo}
              bare
            />
            <strong>{step.to && !step.done ? <Link to={step.to}>{step.title}</Link> : step.title}</strong>
            <p>{step.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
