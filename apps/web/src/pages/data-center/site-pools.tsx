import type { Site } from '../../api/types.ts';
import { useOffer } from '../../api/catalog.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { poolText } from '../../messages/reasons.ts';
import { grouped } from '../../ui/format/money.ts';
import table from '../../ui/data/table.module.css';
import { PaneHead } from '../../ui/layout/pane-head.tsx';
import classes from './data-center.module.css';

/** What is counted rather than placed: ports, networks, addresses, seats, storage. */
export function Pools({ site }: { site: Site }) {
  const { offer } = useOffer();
  return (
    <section aria-labelledby="pools">
      <PaneHead id="pools" title={dataCenterText.pools}>
        <span className={classes.quiet}>{site.name}</span>
      </PaneHead>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <th scope="col">{dataCenterText.pool}</th>
            {[dataCenterText.used, dataCenterText.reserved, dataCenterText.capacity].map((head) => (
              <th key={head} scope="col" className={table.num}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {site.pools.map((pool) => (
            <tr key={pool.id}>
              <th scope="row">{poolText(pool.resourceClass, offer?.catalog ?? null)}</th>
              <td className={table.num}>{grouped(String(pool.used))}</td>
              <td className={table.num}>{grouped(String(pool.reserved))}</td>
              <td className={table.num}>{grouped(String(pool.capacity))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
