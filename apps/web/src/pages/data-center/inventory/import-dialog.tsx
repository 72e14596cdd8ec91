import { Button, FileInput, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import type { HostImport } from '../../../api/types.ts';
import {
  hostFormText,
  importOutcomes,
  importText,
  inventoryText,
  rowProblems,
} from '../../../messages/operator/inventory.ts';
import table from '../../../ui/data/table.module.css';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import classes from './inventory.module.css';

/** The server takes as much (`data-center/editing/host-spec.ts`). */
const MAX_CHARACTERS = 900_000;

/** A file of hosts: what it would do, row by row, and then all of it or nothing. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const [csv, setCsv] = useState<string | null>(null);
  const preview = useMutation(trpc.inventory.previewImport.mutationOptions());
  const run = useMutation({
    ...trpc.inventory.importHosts.mutationOptions(),
    onSuccess: async ({ added, changed }) => {
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.pathKey() });
      notifications.show({ message: importText.done(added, changed) });
      onClose();
    },
    onError: () => csv !== null && preview.mutate({ csv }),
  });
  const tooLarge = csv !== null && csv.length > MAX_CHARACTERS;
  const choose = async (file: File | null) => {
    run.reset();
    preview.reset();
    const text = (await file?.text()) ?? null;
    setCsv(text);
    if (text !== null && text.length <= MAX_CHARACTERS) preview.mutate({ csv: text === '' ? ' ' : text });
  };
  const shown = preview.data;
  return (
    <Dialog title={importText.title} size="xl" onClose={onClose}>
      <Stack gap="md">
        <p className={classes.quiet}>{importText.lead}</p>
        <FileInput
          label={importText.file}
          description={importText.bound}
          placeholder={importText.choose}
          accept=".csv,text/csv"
          error={tooLarge && importText.tooLarge}
          onChange={(file) => void choose(file)}
          data-autofocus
        />
        {preview.isPending && <LateSkeleton shape="table" />}
        {preview.error && <ErrorNotice error={preview.error} instead={{ BAD_INPUT: importText.noTable }} />}
        {run.error && <ErrorNotice error={run.error} instead={{ CONFLICT: importText.changed }} />}
        {shown && <Preview shown={shown} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {inventoryText.cancel}
          </Button>
          {shown && csv !== null && (
            <ReasonedButton
              reason={reasonOf(shown)}
              loading={run.isPending}
              onClick={() => run.mutate({ csv, added: shown.added, changed: shown.changed })}
            >
              {importText.do(shown.added, shown.changed)}
            </ReasonedButton>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function reasonOf({ refused, added, changed }: HostImport): string | null {
  if (refused > 0) return importText.refused;
  return added + changed === 0 ? importText.same : null;
}

function Preview({ shown }: { shown: HostImport }) {
  const { added, changed, unchanged, refused, rows, more } = shown;
  return (
    <section aria-live="polite">
      <p>
        <strong>{importText.sum(added, changed, unchanged, refused)}</strong>
      </p>
      {rows.length > 0 && (
        <div
          className={`${table.frame} ${classes.rows}`}
          role="group"
          aria-label={importText.rows}
          {...scrollable}
        >
          <table className={`${table.table} ${table.dense}`}>
            <thead>
              <tr>
                {importText.heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.line}>
                  <td className={table.num}>{row.line}</td>
                  <th scope="row" className={table.mono}>
                    {row.host}
                  </th>
                  <td>{row.site}</td>
                  <td>{importOutcomes[row.outcome]}</td>
                  <td className={classes.why}>{whyOf(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more > 0 && <p className={classes.quiet}>{importText.more(more)}</p>}
    </section>
  );
}

function whyOf({ problem, column, changes }: HostImport['rows'][number]): string {
  const label = (field: string) =>
    Object.entries(hostFormText.fields).find(([name]) => name === field)?.[1] ?? field;
  if (problem === null) return changes.map(label).join(', ');
  return column === null ? rowProblems[problem] : `${label(column)}: ${rowProblems[problem]}`;
}
