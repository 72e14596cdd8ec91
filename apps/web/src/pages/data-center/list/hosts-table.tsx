import { Link } from 'react-router';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { hostsText } from '../../../messages/operator/hosts.ts';
import { hostTrouble } from '../../../messages/status.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import type { Column, Order } from './columns.ts';
import type { Listed } from './host-filter.ts';
import classes from './list.module.css';

interface HostsTableProps {
  readonly rows: readonly Listed[];
  readonly columns: readonly Column[];
  readonly order: Order;
  readonly onSort: (by: string) => void;
}

/** Hosts as a dense table; every column sorts. */
export function HostsTable({ rows, columns, order, onSort }: HostsTableProps) {
  return (
    <div className={classes.table} role="group" aria-label={hostsText.title} {...scrollable}>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <Head id="host" label={hostsText.host} number={false} order={order} onSort={onSort} />
            {columns.map((column) => (
              <Head key={column.id} {...column} order={order} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.host.id}>
              <th scope="row" className={table.mono}>
                <Link to={paths.host(row.host.id)}>{row.host.name}</Link>
              </th>
              {columns.map((column) => (
                <td key={column.id} className={column.number ? table.num : undefined}>
                  {column.id === 'health' ? <Health row={row} /> : column.text(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Silence is success: only what is wrong has a shape. */
function Health({ row: { host } }: { row: Listed }) {
  const trouble = hostTrouble(host);
  return trouble ? <StateGlyph state={trouble.glyph} word={trouble.word} /> : hostsText.ok;
}

interface HeadProps {
  readonly id: string;
  readonly label: string;
  readonly number: boolean;
  readonly order: Order;
  readonly onSort: (by: string) => void;
}

function Head({ id, label, number, order, onSort }: HeadProps) {
  const sorted = order.by === id;
  const Arrow = order.down ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={number ? table.num : undefined}
      aria-sort={sorted ? (order.down ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className={classes.sort}
        title={hostsText.sorted(label)}
        onClick={() => onSort(id)}
      >
        {label}
        {sorted && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}
