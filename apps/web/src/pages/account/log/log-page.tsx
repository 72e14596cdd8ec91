import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { IconDownload, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { queryClient, trpc } from '../../../api/client.ts';
import { useOwnersOnly } from '../../../api/may.ts';
import { useMe } from '../../../api/session.ts';
import type { AuditEntry, AuditPage } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { Loaded } from '../../../frame/states/loaded.tsx';
import { auditText } from '../../../messages/audit.ts';
import { dataCenterText } from '../../../messages/data-center.ts';
import { frameText } from '../../../messages/frame.ts';
import { paths } from '../../../paths.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { downloadCsv } from '../../../ui/format/download-csv.ts';
import { isDate } from '../../../ui/format/time.ts';
import { logCsv } from './log-csv.ts';
import { askedOf, readLogFilter, type LogFilter } from './log-filter.ts';
import { LogTable } from './log-table.tsx';
import classes from './log.module.css';

type Asked = ReturnType<typeof askedOf>;

/** What was asked for in the account that one acts for, for its owners. */
export function AccountLogPage() {
  const { account } = useMe();
  const ownersOnly = useOwnersOnly();
  const filter = readLogFilter(useSearchParams()[0]);
  const page = useQuery({
    ...trpc.audit.list.queryOptions(askedOf(filter)),
    enabled: ownersOnly === null,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Crumbs items={[{ label: account?.name ?? '' }, { label: auditText.crumb }]} />
      {ownersOnly === null ? (
        <Loaded source={page} shape="table">
          {(found) => (
            <Log
              name="account-log"
              title={frameText.accountLog}
              lead={auditText.lead(account?.name ?? '')}
              page={found}
              ask={(asked) => queryClient.fetchQuery(trpc.audit.list.queryOptions(asked))}
            />
          )}
        </Loaded>
      ) : (
        <EmptyState icon={<IconLock size={20} />} title={frameText.accountLog} text={ownersOnly} />
      )}
    </>
  );
}

/** What operators asked for, for operators. */
export function PlatformLogPage() {
  const { operator } = useMe();
  const filter = readLogFilter(useSearchParams()[0]);
  const page = useQuery({
    ...trpc.audit.platform.queryOptions(askedOf(filter)),
    enabled: operator,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Crumbs items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: auditText.crumb }]} />
      {operator ? (
        <Loaded source={page} shape="table">
          {(found) => (
            <Log
              name="operators-log"
              title={frameText.platformLog}
              lead={auditText.platformLead}
              page={found}
              ask={(asked) => queryClient.fetchQuery(trpc.audit.platform.queryOptions(asked))}
            />
          )}
        </Loaded>
      ) : (
        <EmptyState
          icon={<IconLock size={20} />}
          title={frameText.operatorsOnlyTitle}
          text={frameText.operatorsOnlyText}
        />
      )}
    </>
  );
}

interface LogProps {
  /** Of the file that is downloaded. */
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  readonly page: AuditPage;
  readonly ask: (asked: Asked) => Promise<AuditPage>;
}

/** Entries that a download has at most. */
const MAX_DOWNLOADED = 5000;

function Log({ name, title, lead, page, ask }: LogProps) {
  const [query, setQuery] = useSearchParams();
  const filter = readLogFilter(query);
  const set = (patch: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(query);
    for (const [key, value] of Object.entries({ before: null, ...patch })) {
      if (value === null || value === '') next.delete(key);
      else next.set(key, value);
    }
    setQuery(next);
  };
  const download = useMutation({
    mutationFn: () => allOf(ask, askedOf({ ...filter, before: null })),
    onSuccess: ({ entries }) => downloadCsv(name, logCsv(entries)),
  });
  return (
    <div className={classes.page}>
      <header>
        <h1>{title}</h1>
        <p>{lead}</p>
      </header>
      <Filters
        filter={filter}
        set={set}
        downloading={download.isPending}
        onDownload={() => download.mutate()}
      />
      {download.error && <ErrorNotice error={download.error} />}
      {download.data?.more && <p className={classes.lead}>{auditText.csvBound(MAX_DOWNLOADED)}</p>}
      {page.entries.length === 0 ? (
        <p className={classes.lead}>{auditText.nothing}</p>
      ) : (
        <LogTable title={title} entries={page.entries} />
      )}
      <div className={classes.more}>
        {filter.before !== null && (
          <Button size="xs" variant="default" onClick={() => set({})}>
            {auditText.newest}
          </Button>
        )}
        {page.before !== null && (
          <Button size="xs" variant="default" onClick={() => set({ before: String(page.before) })}>
            {auditText.older}
          </Button>
        )}
      </div>
    </div>
  );
}

async function allOf(ask: LogProps['ask'], asked: Asked): Promise<{ entries: AuditEntry[]; more: boolean }> {
  const entries: AuditEntry[] = [];
  let before: number | null = null;
  do {
    const page: AuditPage = await ask(before === null ? asked : { ...asked, before });
    entries.push(...page.entries);
    before = page.before;
  } while (before !== null && entries.length < MAX_DOWNLOADED);
  return { entries, more: before !== null };
}

interface FiltersProps {
  readonly filter: LogFilter;
  readonly set: (patch: Readonly<Record<string, string | null>>) => void;
  readonly downloading: boolean;
  readonly onDownload: () => void;
}

function Filters({ filter, set, downloading, onDownload }: FiltersProps) {
  const { act, from, until, refused } = filter;
  const filtered = act !== null || from !== null || until !== null || refused;
  return (
    <div className={classes.filters} role="search">
      <Select
        size="xs"
        clearable
        searchable
        placeholder={auditText.any}
        label={auditText.act}
        data={Object.entries(auditText.acts).map(([value, label]) => ({ value, label }))}
        value={act}
        onChange={(value) => set({ act: value })}
      />
      <DayField label={auditText.from} day={from} onDay={(day) => set({ from: day })} />
      <DayField label={auditText.until} day={until} onDay={(day) => set({ until: day })} />
      <Checkbox
        size="xs"
        className={classes.check}
        label={auditText.refusedOnly}
        checked={refused}
        onChange={(event) => set({ refused: event.currentTarget.checked ? '1' : null })}
      />
      {filtered && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => set({ act: null, from: null, until: null, refused: null })}
        >
          {auditText.clear}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        aria-label={auditText.csvOf}
        loading={downloading}
        onClick={onDownload}
      >
        {auditText.csv}
      </Button>
    </div>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly day: string | null;
  readonly onDay: (day: string | null) => void;
}

/** While a year is typed there are days of the first century, which stay in the field and go no further. */
function DayField({ label, day, onDay }: DayFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const change = (text: string) => {
    const whole = text === '' || isDate(text);
    setTyped(whole ? null : text);
    if (whole) onDay(text === '' ? null : text);
  };
  return (
    <TextInput
      size="xs"
      type="date"
      label={label}
      value={typed ?? day ?? ''}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
