import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import type { PriceVersion, PriceVersions } from '../../../api/types.ts';
import { inventoryText } from '../../../messages/operator/inventory.ts';
import { priceStates, pricesText } from '../../../messages/operator/prices.ts';
import table from '../../../ui/data/table.module.css';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { DiffTable } from './diff-table.tsx';
import { seenOf, Withdrawn } from './withdrawn.tsx';
import classes from './prices.module.css';

/** Every version, the last first; each shows what it changed, and its contents may be published again. */
export function VersionTable({ prices }: { prices: PriceVersions }) {
  const [shown, setShown] = useState<PriceVersion | null>(null);
  const [back, setBack] = useState<PriceVersion | null>(null);
  const heads = [
    pricesText.no,
    pricesText.state,
    pricesText.from,
    pricesText.by,
    pricesText.note,
    pricesText.changesHead,
    inventoryText.actions,
  ];
  return (
    <>
      <div className={table.frame} role="group" aria-label={pricesText.versions} {...scrollable}>
        <table className={table.table}>
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
            {prices.versions.map((version) => (
              <VersionRow
                key={version.id}
                version={version}
                stands={version.id === prices.baseId && prices.ahead === null}
                onShow={setShown}
                onBack={setBack}
              />
            ))}
          </tbody>
        </table>
      </div>
      {shown && (
        <Dialog title={pricesText.diffOf(shown.no)} size="lg" onClose={() => setShown(null)}>
          <DiffTable title={pricesText.diff} changes={shown.changes} />
        </Dialog>
      )}
      {back && <RollBack version={back} prices={prices} onClose={() => setBack(null)} />}
    </>
  );
}

interface VersionRowProps {
  readonly version: PriceVersion;
  /** In force with none ahead: there is nothing to go back on. */
  readonly stands: boolean;
  readonly onShow: (version: PriceVersion) => void;
  readonly onBack: (version: PriceVersion) => void;
}

function VersionRow({ version, stands, onShow, onBack }: VersionRowProps) {
  const { no, state, validFrom, by, note, contentsOf, changes } = version;
  const why = [note, contentsOf === null ? '' : pricesText.contentsOf(contentsOf)].filter(Boolean).join(', ');
  return (
    <tr>
      <th scope="row">{no}</th>
      <td>
        <StateGlyph state={priceStates[state].glyph} word={priceStates[state].word} />
      </td>
      <td>{dayClock(validFrom, viewerZone())}</td>
      <td>{by ?? pricesText.startUp}</td>
      <td className={classes.why}>{why || pricesText.none}</td>
      <td>
        {changes.length === 0 ? (
          pricesText.none
        ) : (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={pricesText.show(no)}
            onClick={() => onShow(version)}
          >
            {pricesText.changes(changes.length)}
          </Button>
        )}
      </td>
      <td>
        {stands ? (
          pricesText.none
        ) : (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={pricesText.backOf(no)}
            onClick={() => onBack(version)}
          >
            {pricesText.back}
          </Button>
        )}
      </td>
    </tr>
  );
}

function RollBack(props: { version: PriceVersion; prices: PriceVersions; onClose: () => void }) {
  const { version, prices, onClose } = props;
  const queries = useQueryClient();
  const run = useMutation({
    ...trpc.catalog.rollBackPrices.mutationOptions(),
    onSuccess: async ({ no }) => {
      await queries.invalidateQueries({ queryKey: trpc.catalog.pathKey() });
      notifications.show({ message: pricesText.backDone(no, version.no) });
      onClose();
    },
    onError: () => queries.invalidateQueries({ queryKey: trpc.catalog.prices.queryKey() }),
  });
  return (
    <Dialog title={pricesText.backTitle(version.no)} onClose={onClose}>
      <Stack gap="md">
        <p>{pricesText.backText(version.no)}</p>
        <Withdrawn prices={prices} />
        {run.error && <ErrorNotice error={run.error} instead={{ CONFLICT: pricesText.overtaken }} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {pricesText.cancel}
          </Button>
          <Button
            loading={run.isPending}
            onClick={() => run.mutate({ ...seenOf(prices), versionId: version.id, note: '' })}
          >
            {pricesText.backDo}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
