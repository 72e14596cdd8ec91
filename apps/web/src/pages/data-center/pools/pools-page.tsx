import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useOffer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import type { DataCenter, Site, StockPool } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { inventoryText } from '../../../messages/operator/inventory.ts';
import { poolsText } from '../../../messages/operator/pools.ts';
import { poolText } from '../../../messages/reasons.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { grouped } from '../../../ui/format/money.ts';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo } from '../frame/use-selection.ts';
import { PoolDialog, type ChosenPool } from './pool-dialog.tsx';
import frame from '../frame/frame.module.css';
import classes from './pools.module.css';

const REFRESH_MS = 10_000;

/** What each site counts: how much there is, is reserved and used, and how little it may become. */
export function PoolsPage() {
  const goTo = useGoTo();
  return (
    <>
      <Crumbs items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: poolsText.title }]} />
      <OperatorFrame title={poolsText.title} selects={false} onSelect={goTo}>
        {({ sites }) => <Stock sites={sites} />}
      </OperatorFrame>
    </>
  );
}

function Stock({ sites }: Pick<DataCenter, 'sites'>) {
  const { data, error } = useQuery({ ...trpc.inventory.pools.queryOptions(), refetchInterval: REFRESH_MS });
  const [chosen, setChosen] = useState<ChosenPool | null>(null);
  return (
    <section {...region} className={frame.wide} aria-labelledby="stock">
      <div className={frame.head}>
        <h2 id="stock">{poolsText.title}</h2>
      </div>
      <p className={frame.lead}>{poolsText.lead}</p>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <LateSkeleton shape="table" />}
      {data?.length === 0 && <p>{poolsText.empty}</p>}
      {data && data.length > 0 && <PoolTable sites={sites} pools={data} onChoose={setChosen} />}
      {chosen && <PoolDialog chosen={chosen} onClose={() => setChosen(null)} />}
    </section>
  );
}

const NUMBERS = [
  { label: poolsText.used, hint: undefined },
  { label: poolsText.reserved, hint: undefined },
  { label: poolsText.most, hint: poolsText.mostHint },
  { label: poolsText.capacity, hint: undefined },
];

interface PoolTableProps {
  readonly sites: readonly Site[];
  readonly pools: readonly StockPool[];
  readonly onChoose: (chosen: ChosenPool) => void;
}

function PoolTable({ sites, pools, onChoose }: PoolTableProps) {
  const catalog = useOffer().offer?.catalog ?? null;
  const named = pools
    .map((pool) => ({ pool, what: poolText(pool.resourceClass, catalog) }))
    .toSorted((a, b) => rank(a.pool) - rank(b.pool) || a.what.localeCompare(b.what));
  return (
    <div className={table.frame} role="group" aria-label={poolsText.title} {...scrollable}>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <th scope="col">{dataCenterText.pool}</th>
            {NUMBERS.map(({ label, hint }) => (
              <th key={label} scope="col" className={table.num} title={hint}>
                {label}
              </th>
            ))}
            <th scope="col">{inventoryText.actions}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map((site) => (
            <Fragment key={site.id}>
              <tr className={table.total}>
                <th scope="rowgroup" colSpan={6}>
                  {site.name}
                </th>
              </tr>
              {named
                .filter(({ pool }) => pool.siteId === site.id)
                .map(({ pool, what }) => (
                  <PoolRow key={pool.id} chosen={{ pool, what, site: site.name }} onChoose={onChoose} />
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Seats, of which there are many, come last. */
const rank = ({ resourceClass }: StockPool) => (resourceClass.startsWith('seat/') ? 1 : 0);

function PoolRow({ chosen, onChoose }: { chosen: ChosenPool; onChoose: (chosen: ChosenPool) => void }) {
  const { pool, what, site } = chosen;
  return (
    <tr>
      <th scope="row" className={classes.pool}>
        {what}
      </th>
      <td className={table.num}>{countText(pool.used)}</td>
      <td className={table.num}>{countText(pool.reserved)}</td>
      <td className={table.num}>
        {pool.mostUntil !== null && (
          <span className={classes.until}>{poolsText.until(dayClock(pool.mostUntil, viewerZone()))}</span>
        )}
        {countText(pool.mostReserved)}
      </td>
      <td className={table.num}>{grouped(pool.capacity)}</td>
      <td>
        {pool.ofHosts ? (
          <span className={classes.until}>{poolsText.ofHosts}</span>
        ) : (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={poolsText.changeOf(what, site)}
            onClick={() => onChoose(chosen)}
          >
            {poolsText.change}
          </Button>
        )}
      </td>
    </tr>
  );
}

function countText(n: number): string {
  return n === 0 ? poolsText.none : grouped(n);
}
