import { Link, useSearchParams } from 'react-router';
import type { Site } from '../../../api/types.ts';
import { hostsText } from '../../../messages/operator/hosts.ts';
import { operatorText } from '../../../messages/operator/frame.ts';
import { paths } from '../../../paths.ts';
import { ordered, readOrder, shownColumns } from './columns.ts';
import { allHosts } from './host-filter.ts';
import { HostsTable } from './hosts-table.tsx';
import classes from './list.module.css';

/** The hosts of a site or of one of its racks, in place of the racks as they stand. */
export function SiteHosts({ site, rackId }: { site: Site; rackId: string | null }) {
  const [query, setQuery] = useSearchParams();
  const order = readOrder(query);
  const rows = allHosts([site]).filter(({ rack }) => rackId === null || rack.id === rackId);
  const sortBy = (by: string) => {
    const next = new URLSearchParams(query);
    next.set('sort', order.by === by && !order.down ? `${by}-down` : by);
    setQuery(next, { replace: true });
  };
  return (
    <>
      <p className={classes.note}>
        {hostsText.three}
        <Link
          to={rackId === null ? paths.hosts({ site: site.id }) : paths.hosts({ site: site.id, rack: rackId })}
        >
          {operatorText.filter}
        </Link>
      </p>
      <HostsTable
        rows={ordered(rows, order)}
        columns={shownColumns(query).filter(({ id }) => id !== 'site')}
        order={order}
        onSort={sortBy}
      />
    </>
  );
}
