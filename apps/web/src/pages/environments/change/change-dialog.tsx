import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useOffer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import { useIntentKey } from '../../../api/key.ts';
import type { Environment, RevisionQuote } from '../../../api/types.ts';
import { VersionNotes } from '../../../canvas/index.ts';
import { applyErrors, applyText } from '../../../messages/live/change.ts';
import { MostCost } from '../../book/quote-cost.tsx';
import { QuoteBudget } from '../../book/quote-budget.tsx';
import { paths } from '../../../paths.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { money, perHour } from '../../../ui/format/money.ts';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { StateGlyph, type GlyphState } from '../../../ui/status/state-glyph.tsx';
import classes from './change.module.css';

interface ChangeDialogProps {
  readonly environment: Environment;
  readonly revision: number;
  readonly onClose: () => void;
}

/** What applying a revision would do to what runs: read first, then done. */
export function ChangeDialog({ environment, revision, onClose }: ChangeDialogProps) {
  const asked = { environmentId: environment.id, revision };
  const quote = useQuery({ ...trpc.reservations.quoteRevision.queryOptions(asked), staleTime: 0 });
  return (
    <Dialog size={560} title={applyText.dialog(environment.revision, revision)} onClose={onClose}>
      {quote.error ? (
        <ErrorNotice error={quote.error} instead={applyErrors} onRetry={() => void quote.refetch()} />
      ) : quote.data ? (
        <Review environment={environment} quote={quote.data} onClose={onClose} />
      ) : (
        <LateSkeleton shape="table" />
      )}
    </Dialog>
  );
}

function Review(props: { environment: Environment; quote: RevisionQuote; onClose: () => void }) {
  const { environment, quote, onClose } = props;
  const { offer } = useOffer();
  const queries = useQueryClient();
  const key = useIntentKey(`apply ${environment.id} ${quote.to} ${quote.restMinor}`);
  const apply = useMutation({
    ...trpc.reservations.applyRevision.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.reservations.pathKey() }),
    onSuccess: (result) => {
      if (result.outcome !== 'applied') return;
      notifications.show({ message: applyText.applied(quote.to) });
      void queries.invalidateQueries({ queryKey: trpc.environments.pathKey() });
      onClose();
    },
  });
  const stop = obstacle(quote);
  return (
    <Stack gap="md">
      <section aria-label={applyText.what}>
        <h3 className={classes.title}>{applyText.what}</h3>
        {quote.notes.length === 0 && <p className={classes.quiet}>{applyText.same}</p>}
        {offer && <VersionNotes notes={quote.notes} catalog={offer.catalog} />}
      </section>
      {stop ? (
        <div className={classes.stop} role="alert">
          <StateGlyph state="failed" word={stop.title} />
          <p>{stop.text}</p>
        </div>
      ) : (
        <>
          <Effects machines={quote.machines} />
          <Prices quote={quote} />
          {quote.later > 0 && (
            <p className={classes.quiet}>
              {applyText.laterStay(quote.later)} <Link to={paths.schedule()}>{applyText.schedule}</Link>
            </p>
          )}
        </>
      )}
      {apply.error && <ErrorNotice error={apply.error} instead={applyErrors} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {applyText.later}
        </Button>
        {stop ? (
          <Button component={Link} to={paths.design(environment.designId)}>
            {applyText.openDesign}
          </Button>
        ) : (
          <Button
            loading={apply.isPending}
            onClick={() =>
              apply.mutate({
                key,
                environmentId: environment.id,
                revision: quote.to,
                expectedTotalMinor: quote.restMinor,
              })
            }
          >
            {applyText.apply}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function obstacle({ problem, fixed, fits }: RevisionQuote): { title: string; text: string } | null {
  if (problem !== null) return { title: applyText.problem, text: applyText.problemText };
  if (fixed.length > 0) {
    const list = fixed.map(({ of, label }) => `${of}: ${label}`).join(', ');
    return { title: applyText.fixed, text: applyText.fixedText(list) };
  }
  return fits ? null : { title: applyText.full, text: applyText.fullText };
}

const FATES: readonly {
  readonly fate: keyof RevisionQuote['machines'];
  readonly glyph: GlyphState;
  readonly hint: string;
}[] = [
  { fate: 'kept', glyph: 'running', hint: '' },
  { fate: 'remade', glyph: 'step', hint: applyText.remadeText },
  { fate: 'added', glyph: 'advice', hint: '' },
  { fate: 'removed', glyph: 'stopped', hint: applyText.removedText },
];

function Effects({ machines }: Pick<RevisionQuote, 'machines'>) {
  return (
    <section aria-label={applyText.effect}>
      <h3 className={classes.title}>{applyText.effect}</h3>
      <ul className={classes.effects}>
        {FATES.filter(({ fate }) => machines[fate].count > 0).map(({ fate, glyph, hint }) => {
          const { count, names } = machines[fate];
          return (
            <li key={fate}>
              <StateGlyph state={glyph} word={applyText[fate](count)} />
              <span>
                {applyText.named(names, count)}
                {hint && <small>{hint}</small>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Prices({ quote }: { quote: RevisionQuote }) {
  const { currency } = quote;
  return (
    <section aria-label={applyText.price}>
      <h3 className={classes.title}>{applyText.price}</h3>
      <Facts apart>
        <Fact label={applyText.perHour}>
          {applyText.fromTo(
            perHour(quote.perHourBeforeMicros, currency),
            perHour(quote.perHourMicros, currency),
          )}
        </Fact>
        <Fact label={applyText.rest(dayClock(quote.end, viewerZone()))}>
          {applyText.fromTo(money(quote.restBeforeMicros, currency), money(quote.restMicros, currency))}
        </Fact>
      </Facts>
      <MostCost quote={quote} />
      <QuoteBudget outlook={quote.budget} currency={currency} />
    </section>
  );
}
