import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import type { Tier } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { tierFacts, tierNames, tierStates, tiersText } from '../../../messages/operator/tiers.ts';
import { paths } from '../../../paths.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { grouped } from '../../../ui/format/money.ts';
import { duration } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo } from '../frame/use-selection.ts';
import frame from '../frame/frame.module.css';
import classes from './tiers.module.css';

const REFRESH_MS = 5_000;

/** The tiers that the platform itself is made of, and how each of them fares. */
export function TiersPage() {
  const goTo = useGoTo();
  return (
    <>
      <Crumbs items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: tiersText.title }]} />
      <OperatorFrame title={tiersText.title} selects={false} onSelect={goTo}>
        {() => <Tiers />}
      </OperatorFrame>
    </>
  );
}

function Tiers() {
  const { data, error } = useQuery({
    ...trpc.platform.tiers.queryOptions(),
    refetchInterval: REFRESH_MS,
  });
  return (
    <section {...region} className={frame.wide} aria-labelledby="tiers">
      <div className={frame.head}>
        <h2 id="tiers">{tiersText.title}</h2>
        {data && <span className={frame.lead}>{tiersText.since(duration(data.sinceSeconds * SECOND))}</span>}
      </div>
      <p className={frame.lead}>{tiersText.lead}</p>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <LateSkeleton shape="cards" />}
      <div className={classes.tiers}>
        {data?.tiers.map((tier) => (
          <TierCard key={tier.tier} tier={tier} />
        ))}
      </div>
    </section>
  );
}

const SECOND = 1000;

function TierCard({ tier: { tier, state, facts } }: { tier: Tier }) {
  const { glyph, word } = tierStates[state];
  return (
    <article className={classes.tier} aria-label={tierNames[tier]}>
      <header>
        <h3>{tierNames[tier]}</h3>
        <StateGlyph state={glyph} word={word} />
      </header>
      <Facts apart>
        {facts.map((one) => (
          <Fact key={one.fact} label={tierFacts[one.fact]}>
            {valueText(one)}
          </Fact>
        ))}
      </Facts>
    </article>
  );
}

function valueText({ fact, value, of }: Tier['facts'][number]): string {
  if (value === null) return tiersText.nothing;
  if (fact.endsWith('-ms')) return tiersText.ms(grouped(value < 10 ? value.toFixed(1) : Math.round(value)));
  const text = grouped(String(value));
  if (fact.endsWith('-s')) return tiersText.seconds(text);
  return of === null ? text : tiersText.of(text, grouped(String(of)));
}
