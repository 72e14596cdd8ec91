import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import type { DataCenter, Maintenance } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { maintenanceStates, maintenanceText } from '../../../messages/operator/maintenance.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { slotText, viewerZone } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo } from '../frame/use-selection.ts';
import { CancelWindow } from './cancel-window.tsx';
import { MaintenanceDialog, type Part } from './maintenance-dialog.tsx';
import frame from '../frame/frame.module.css';
import classes from './maintenance.module.css';

const REFRESH_MS = 10_000;

/** Windows ahead, under way and over, and a way to plan one for any host or rack. */
export function MaintenancePage() {
  const goTo = useGoTo();
  return (
    <>
      <Crumbs
        items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: maintenanceText.title }]}
      />
      <OperatorFrame title={maintenanceText.title} selects={false} onSelect={goTo}>
        {(dataCenter) => <Windows dataCenter={dataCenter} />}
      </OperatorFrame>
    </>
  );
}

function Windows({ dataCenter: { sites, currency } }: { dataCenter: DataCenter }) {
  const { data, error } = useQuery({
    ...trpc.dataCenter.maintenance.queryOptions(),
    refetchInterval: REFRESH_MS,
  });
  const parts = partsOf(sites);
  const [chosen, setChosen] = useState<string | null>(null);
  const [part, setPart] = useState<Part | null>(null);
  const wanted = parts.find(({ id }) => id === chosen);
  return (
    <section {...region} className={frame.wide} aria-labelledby="maintenance">
      <div className={frame.head}>
        <h2 id="maintenance">{maintenanceText.title}</h2>
        <div className={classes.choose}>
          <Select
            size="xs"
            searchable
            label={maintenanceText.what}
            placeholder={maintenanceText.chooseWhat}
            data={parts.map(({ id, label }) => ({ value: id, label }))}
            value={chosen}
            onChange={setChosen}
          />
          <Button size="xs" disabled={!wanted} onClick={() => setPart(wanted ?? null)}>
            {maintenanceText.open}
          </Button>
        </div>
      </div>
      <p className={frame.lead}>{maintenanceText.lead}</p>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <LateSkeleton shape="table" />}
      {data && (data.length === 0 ? <p>{maintenanceText.empty}</p> : <WindowTable windows={data} />)}
      {part && <MaintenanceDialog part={part} currency={currency} onClose={() => setPart(null)} />}
    </section>
  );
}

function partsOf(sites: DataCenter['sites']): (Part & { label: string })[] {
  return sites.flatMap(({ racks }) =>
    racks.flatMap((rack) => [
      {
        scope: 'rack' as const,
        id: rack.id,
        name: rack.name,
        label: maintenanceText.rack(rack.name, rack.hosts.length),
      },
      ...rack.hosts.map(({ id, name }) => ({ scope: 'host' as const, id, name, label: name })),
    ]),
  );
}

function WindowTable({ windows }: { windows: readonly Maintenance[] }) {
  const heads = [
    dataCenterText.host,
    maintenanceText.state,
    maintenanceText.period,
    maintenanceText.reason,
    maintenanceText.hostsHead,
    maintenanceText.actions,
  ];
  return (
    <div className={table.frame} role="group" aria-label={maintenanceText.title} {...scrollable}>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {windows.map((one) => (
            <tr key={one.id}>
              <th scope="row" className={table.mono}>
                {one.name}
              </th>
              <td>
                <StateGlyph
                  state={maintenanceStates[one.state].glyph}
                  word={maintenanceStates[one.state].word}
                />
              </td>
              <td>{slotText(one, viewerZone())}</td>
              <td>{one.reason}</td>
              <td title={one.hosts.join(', ')}>{one.hosts.length}</td>
              <td>{['ahead', 'under-way'].includes(one.state) && <CancelWindow window={one} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
