import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { trpc } from '../../../api/client.ts';
import { useOffer } from '../../../api/catalog.ts';
import type { Tier, UnmetDemand } from '../../../api/types.ts';
import { demandText, shortText } from '../../../messages/operator/demand.ts';
import { operatorText } from '../../../messages/operator/frame.ts';
import { tierNames, tierStates } from '../../../messages/operator/tiers.ts';
import { paths } from '../../../paths.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import classes from './standing.module.css';

const REFRESH_MS = 30_000;

/** How the platform's tiers fare and what was asked for in vain, beside every page of the operator; their own pages say why. */
export function Standing() {
  const options = { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData };
  const tiers = useQuery({ ...trpc.platform.tiers.queryOptions(), ...options });
  const demand = useQuery({ ...trpc.demand.unmet.queryOptions({ days: 7 }), ...options });
  return (
    <>
      {tiers.data && <Tiers tiers={tiers.data.tiers} />}
      {demand.data && <Demand demand={demand.data} />}
    </>
  );
}

function Tiers({ tiers }: { tiers: readonly Tier[] }) {
  return (
    <section className={classes.standing} aria-labelledby="standing-tiers">
      <h3 id="standing-tiers">
        <Link to={paths.tiers()}>{operatorText.architecture}</Link>
      </h3>
      <ul>
        {tiers.map(({ tier, state }) => (
          <li key={tier}>
            <StateGlyph state={tierStates[state].glyph} word={tierStates[state].word} bare />
            {tierNames[tier]}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Demand({ demand }: { demand: UnmetDemand }) {
  const catalog = useOffer().offer?.catalog ?? null;
  const [most] = demand.rows;
  return (
    <section className={classes.standing} aria-labelledby="standing-demand">
      <h3 id="standing-demand">
        <Link to={paths.unmetDemand()}>{operatorText.demandLately}</Link>
      </h3>
      <Facts apart>
        <Fact label={demandText.searches}>{demand.searches}</Fact>
        {most && <Fact label={demandText.short}>{shortText(most, catalog)}</Fact>}
      </Facts>
    </section>
  );
}
