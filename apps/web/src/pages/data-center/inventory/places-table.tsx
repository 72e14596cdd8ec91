import { Button } from '@mantine/core';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { DataCenter, Rack, Site } from '../../../api/types.ts';
import { hostText } from '../../../messages/hosts.ts';
import { inventoryText } from '../../../messages/operator/inventory.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { Tag } from '../../../ui/data/tag.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import type { Task } from './inventory-page.tsx';
import classes from './inventory.module.css';

interface PlacesTableProps {
  readonly sites: DataCenter['sites'];
  readonly onTask: (task: Task) => void;
}

/** Sites, and the racks of each, with what can be done to them. */
export function PlacesTable({ sites, onTask }: PlacesTableProps) {
  return (
    <div className={table.frame} role="group" aria-label={inventoryText.title} {...scrollable}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{inventoryText.what}</th>
            <th scope="col">{inventoryText.origin}</th>
            <th scope="col" className={table.num}>
              {inventoryText.grade}
            </th>
            <th scope="col" className={table.num}>
              {inventoryText.racks}
            </th>
            <th scope="col" className={table.num}>
              {inventoryText.hostsHead}
            </th>
            <th scope="col">{inventoryText.actions}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map((site) => (
            <Fragment key={site.id}>
              <SiteRow site={site} onTask={onTask} />
              {site.racks.map((rack) => (
                <RackRow key={rack.id} site={site} rack={rack} onTask={onTask} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SiteRow({ site, onTask }: { site: Site; onTask: (task: Task) => void }) {
  const count = site.racks.reduce((sum, { hosts }) => sum + hosts.length, 0);
  return (
    <tr className={table.total}>
      <th scope="row">
        <Link to={paths.dataCenter({ site: site.id })}>{site.name}</Link>
      </th>
      <td>
        <Tag>{site.simulated ? hostText.simulated : hostText.real}</Tag>
      </td>
      <td className={table.num}>{site.grade}</td>
      <td className={table.num}>{site.racks.length}</td>
      <td className={table.num}>{count}</td>
      <td>
        <div className={classes.acts}>
          <Act act={inventoryText.edit} what={site.name} onClick={() => onTask({ do: 'site', site })} />
          <Act
            act={inventoryText.addRack}
            what={site.name}
            onClick={() => onTask({ do: 'rack', site, rack: null })}
          />
          {site.simulated && (
            <Act
              act={inventoryText.addHost}
              what={site.name}
              onClick={() => onTask({ do: 'host', site, rack: site.racks[0]?.name ?? '' })}
            />
          )}
          <Retire what={site.name} hosts={count} onClick={() => onTask({ do: 'retire', part: { site } })} />
        </div>
      </td>
    </tr>
  );
}

function RackRow({ site, rack, onTask }: { site: Site; rack: Rack; onTask: (task: Task) => void }) {
  return (
    <tr>
      <th scope="row" className={classes.rack}>
        <Link to={paths.dataCenter({ rack: rack.id })}>{rack.name}</Link>
      </th>
      <td colSpan={3}>{inventoryText.rackIn(site.name)}</td>
      <td className={table.num}>
        <Link to={paths.hosts({ rack: rack.id })}>{rack.hosts.length}</Link>
      </td>
      <td>
        <div className={classes.acts}>
          <Act
            act={inventoryText.rename}
            what={rack.name}
            onClick={() => onTask({ do: 'rack', site, rack })}
          />
          {site.simulated && (
            <Act
              act={inventoryText.addHost}
              what={rack.name}
              onClick={() => onTask({ do: 'host', site, rack: rack.name })}
            />
          )}
          <Retire
            what={rack.name}
            hosts={rack.hosts.length}
            onClick={() => onTask({ do: 'retire', part: { rack } })}
          />
        </div>
      </td>
    </tr>
  );
}

function Act({ act, what, onClick }: { act: string; what: string; onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="subtle" aria-label={inventoryText.of(act, what)} onClick={onClick}>
      {act}
    </Button>
  );
}

function Retire({ what, hosts, onClick }: { what: string; hosts: number; onClick: () => void }) {
  return (
    <ReasonedButton
      size="compact-xs"
      variant="subtle"
      aria-label={inventoryText.of(inventoryText.retire, what)}
      reason={hosts > 0 ? inventoryText.notEmpty(hosts) : null}
      onClick={onClick}
    >
      {inventoryText.retire}
    </ReasonedButton>
  );
}
