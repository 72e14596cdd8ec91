import { Button, Checkbox, Popover, Select, TextInput } from '@mantine/core';
import { IconColumns, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DataCenter } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { hostsText } from '../../../messages/operator/hosts.ts';
import { paths } from '../../../paths.ts';
import { csvText } from '../../../ui/format/csv.ts';
import { downloadCsv } from '../../../ui/format/download-csv.ts';
import { region } from '../../../ui/layout/region.ts';
import frame from '../frame/frame.module.css';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo } from '../frame/use-selection.ts';
import { COLUMNS, ordered, readOrder, shownColumns, type Column } from './columns.ts';
import { allHosts, matches, readFilter, type Listed } from './host-filter.ts';
import { HostsTable } from './hosts-table.tsx';
import classes from './list.module.css';

/** Every host of the data center, filtered and sorted by the address. */
export function HostsPage() {
  const goTo = useGoTo();
  return (
    <>
      <Crumbs items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: hostsText.title }]} />
      <OperatorFrame title={hostsText.title} selects={false} onSelect={goTo}>
        {({ sites }) => <Hosts sites={sites} />}
      </OperatorFrame>
    </>
  );
}

function Hosts({ sites }: Pick<DataCenter, 'sites'>) {
  const [query, setQuery] = useSearchParams();
  const filter = readFilter(query);
  const order = readOrder(query);
  const columns = shownColumns(query);
  const all = allHosts(sites);
  const rows = ordered(
    all.filter((row) => matches(row, filter)),
    order,
  );
  const set = (patch: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(patch)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    setQuery(next, { replace: true });
  };
  const sortBy = (by: string) => set({ sort: order.by === by && !order.down ? `${by}-down` : by });
  return (
    <section {...region} className={frame.wide} aria-labelledby="hosts">
      <div className={frame.head}>
        <h2 id="hosts">{hostsText.title}</h2>
        <span className={frame.lead} aria-live="polite">
          {hostsText.count(rows.length, all.length)}
        </span>
        <span className={frame.lead}>{hostsText.three}</span>
        <div className={classes.tools}>
          <ColumnChooser columns={columns} onChange={(ids) => set({ columns: ids.join('-') })} />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            aria-label={hostsText.csvOf}
            onClick={() => downloadCsv('hosts', csvOf(rows, columns))}
          >
            {hostsText.csv}
          </Button>
        </div>
      </div>
      <Filters sites={sites} all={all} query={query} set={set} />
      {rows.length === 0 ? (
        <p className={frame.lead}>{hostsText.nothing}</p>
      ) : (
        <HostsTable rows={rows} columns={columns} order={order} onSort={sortBy} />
      )}
    </section>
  );
}

interface FiltersProps {
  readonly sites: DataCenter['sites'];
  readonly all: readonly Listed[];
  readonly query: URLSearchParams;
  readonly set: (patch: Readonly<Record<string, string | null>>) => void;
}

function Filters({ sites, all, query, set }: FiltersProps) {
  const { text, site, rack, arch, state } = readFilter(query);
  // What is typed stands at once; the address follows.
  const [typed, setTyped] = useState(text);
  const racks = sites.filter(({ id }) => site === null || id === site).flatMap((one) => one.racks);
  const archs = [...new Set(all.map(({ host }) => host.arch))].toSorted();
  const filtered = text !== '' || [site, rack, arch, state].some((one) => one !== null);
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  const field = { size: 'xs', clearable: true, placeholder: hostsText.any } as const;
  return (
    <div className={classes.filters} role="search">
      <TextInput
        size="xs"
        type="search"
        label={hostsText.search}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          set({ q: event.currentTarget.value });
        }}
      />
      <Select
        {...field}
        label={hostsText.site}
        data={options(sites)}
        value={site}
        onChange={(value) => set({ site: value, rack: null })}
      />
      <Select
        {...field}
        label={hostsText.rack}
        data={options(racks)}
        value={rack}
        onChange={(value) => set({ rack: value })}
      />
      <Select
        {...field}
        label={hostsText.arch}
        data={archs}
        value={arch}
        onChange={(value) => set({ arch: value })}
      />
      <Select
        {...field}
        label={hostsText.state}
        data={Object.entries(hostsText.states).map(([value, label]) => ({ value, label }))}
        value={state}
        onChange={(value) => set({ state: value })}
      />
      {filtered && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            setTyped('');
            set({ q: null, site: null, rack: null, arch: null, state: null });
          }}
        >
          {hostsText.clear}
        </Button>
      )}
    </div>
  );
}

function ColumnChooser(props: { columns: readonly Column[]; onChange: (ids: string[]) => void }) {
  const shown = props.columns.map(({ id }) => id);
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns size={14} aria-hidden />}>
          {hostsText.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group label={hostsText.columns} value={shown} onChange={props.onChange}>
          {COLUMNS.map(({ id, label }) => (
            <Checkbox key={id} size="xs" value={id} label={label} className={classes.choice} />
          ))}
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}

function csvOf(rows: readonly Listed[], columns: readonly Column[]): string {
  return csvText(
    ['host', ...columns.map(({ id }) => id)],
    rows.map((row) => [row.host.name, ...columns.map((column) => column.text(row))]),
  );
}
