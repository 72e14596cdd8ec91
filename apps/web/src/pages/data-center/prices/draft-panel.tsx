import { Button, FileButton, TextInput } from '@mantine/core';
import { lineKey, valueText, type PriceLine } from '@patchbay/engine/rating';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOffer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import type { PriceVersions, ReadPrices } from '../../../api/types.ts';
import { pricesText } from '../../../messages/operator/prices.ts';
import table from '../../../ui/data/table.module.css';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { perMilleOf, raised, readDraft, type Draft } from './draft.ts';
import { lineName, lineUnit } from './line-names.ts';
import { PublishDialog } from './publish-dialog.tsx';
import classes from './prices.module.css';

/** Rows that are drawn at once: the others are found by name. */
const MAX_ROWS = 200;

interface DraftPanelProps {
  readonly prices: PriceVersions;
  readonly draft: Draft;
  /** Null where the draft is given up or published. */
  readonly onChange: (draft: Draft | null) => void;
}

/** The next version as it is being written: every price beside what it is now. */
export function DraftPanel({ prices, draft, onChange }: DraftPanelProps) {
  const catalog = useOffer().offer?.base ?? null;
  const [search, setSearch] = useState('');
  const [reviewing, setReviewing] = useState(false);
  const { lines, changes, wrong } = readDraft(prices.lines, draft);
  const put = (fields: Iterable<readonly [string, string]>) => onChange(new Map([...draft, ...fields]));
  const named = lines.map((line) => ({ line, name: lineName(line, catalog) }));
  const wanted = search.trim().toLowerCase();
  const found = named.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <div className={classes.draft}>
      <Tools search={search} onSearch={setSearch} shown={found.map(({ line }) => line)} onPut={put} />
      {found.length === 0 ? (
        <p>{pricesText.nothing}</p>
      ) : (
        <DraftTable prices={prices} draft={draft} wrong={wrong} rows={found.slice(0, MAX_ROWS)} onPut={put} />
      )}
      {found.length > MAX_ROWS && <p className={classes.quiet}>{pricesText.bound(MAX_ROWS)}</p>}
      <div className={classes.tools}>
        <Button size="xs" variant="default" onClick={() => onChange(null)}>
          {pricesText.discard}
        </Button>
        <ReasonedButton
          size="xs"
          reason={
            wrong.size > 0
              ? pricesText.somethingWrong
              : changes.length === 0
                ? pricesText.nothingChanged
                : null
          }
          onClick={() => setReviewing(true)}
        >
          {pricesText.review(changes.length)}
        </ReasonedButton>
      </div>
      {reviewing && (
        <PublishDialog
          prices={prices}
          lines={lines}
          changes={changes}
          onPublished={() => onChange(null)}
          onClose={() => setReviewing(false)}
        />
      )}
    </div>
  );
}

interface DraftTableProps {
  readonly prices: PriceVersions;
  readonly draft: Draft;
  readonly wrong: ReadonlySet<string>;
  readonly rows: readonly { readonly line: PriceLine; readonly name: string }[];
  readonly onPut: (fields: Iterable<readonly [string, string]>) => void;
}

function DraftTable({ prices, draft, wrong, rows, onPut }: DraftTableProps) {
  const catalog = useOffer().offer?.base ?? null;
  const before = new Map(prices.lines.map((line) => [lineKey(line), line.value]));
  return (
    <div
      className={`${table.frame} ${classes.lines}`}
      role="group"
      aria-label={pricesText.draft}
      {...scrollable}
    >
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <th scope="col">{pricesText.what}</th>
            <th scope="col">{pricesText.unit}</th>
            <th scope="col" className={table.num}>
              {pricesText.now}
            </th>
            <th scope="col" className={table.num}>
              {pricesText.wanted}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, name }) => (
            <DraftRow
              key={lineKey(line)}
              line={line}
              name={name}
              unit={lineUnit(line, catalog)}
              before={before.get(lineKey(line)) ?? 0}
              typed={draft.get(lineKey(line))}
              wrong={wrong.has(lineKey(line))}
              onType={(text) => onPut([[lineKey(line), text]])}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ToolsProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly shown: readonly PriceLine[];
  readonly onPut: (fields: Iterable<readonly [string, string]>) => void;
}

function Tools({ search, onSearch, shown, onPut }: ToolsProps) {
  const [percent, setPercent] = useState('');
  const perMille = perMilleOf(percent);
  const read = useMutation({
    ...trpc.catalog.readPrices.mutationOptions(),
    onSuccess: ({ lines }) => onPut(lines.map((line) => [lineKey(line), valueText(line.of, line.value)])),
  });
  return (
    <>
      <div className={classes.filters}>
        <TextInput
          size="xs"
          type="search"
          label={pricesText.search}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={pricesText.percent}
          title={pricesText.percentHint}
          inputMode="decimal"
          value={percent}
          onChange={(event) => setPercent(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={perMille === null}
          onClick={() => perMille !== null && onPut(raised(shown, perMille))}
        >
          {pricesText.percentDo}
        </Button>
        <FileButton
          accept=".csv,text/csv"
          inputProps={{ 'aria-label': pricesText.read }}
          onChange={(file) => void file?.text().then((csv) => read.mutate({ csv: csv === '' ? ' ' : csv }))}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default" loading={read.isPending}>
              {pricesText.read}
            </Button>
          )}
        </FileButton>
      </div>
      {read.error && <ErrorNotice error={read.error} instead={{ BAD_INPUT: pricesText.noTable }} />}
      {read.data && read.data.problems.length > 0 && <p role="alert">{problemsText(read.data)}</p>}
    </>
  );
}

function problemsText({ problems }: ReadPrices): string {
  const first = problems.slice(0, 5);
  const told = first.map(({ line, problem }) => pricesText.readProblem(line, pricesText.problems[problem]));
  return pricesText.readProblems(told.join(', '), problems.length);
}

interface DraftRowProps {
  readonly line: PriceLine;
  readonly name: string;
  readonly unit: string;
  readonly before: number;
  readonly typed: string | undefined;
  readonly wrong: boolean;
  readonly onType: (text: string) => void;
}

function DraftRow({ line: { of }, name, unit, before, typed, wrong, onType }: DraftRowProps) {
  const text = valueText(of, before);
  const factor = of === 'band' || of === 'grade';
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{unit}</td>
      <td className={table.num}>{text}</td>
      <td className={classes.field}>
        <TextInput
          size="xs"
          aria-label={pricesText.wantedOf(name)}
          inputMode="decimal"
          value={typed ?? text}
          error={wrong && (factor ? pricesText.wrong.factor : pricesText.wrong.micros)}
          classNames={{ input: typed !== undefined && typed !== text ? classes.changed : classes.number }}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      </td>
    </tr>
  );
}
