import { Button } from '@mantine/core';
import { valueText } from '@patchbay/engine/rating';
import { useQuery } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { trpc } from '../../../api/client.ts';
import type { PriceVersions } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { pricesText } from '../../../messages/operator/prices.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { csvText } from '../../../ui/format/csv.ts';
import { downloadCsv } from '../../../ui/format/download-csv.ts';
import { region } from '../../../ui/layout/region.ts';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo } from '../frame/use-selection.ts';
import { DraftPanel } from './draft-panel.tsx';
import { useDraft } from './use-draft.ts';
import { VersionTable } from './version-table.tsx';
import frame from '../frame/frame.module.css';
import classes from './prices.module.css';

/** The versions of the price book, and a draft of the next one. */
export function PricesPage() {
  const goTo = useGoTo();
  return (
    <>
      <Crumbs
        items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: pricesText.title }]}
      />
      <OperatorFrame title={pricesText.title} selects={false} onSelect={goTo}>
        {() => <Prices />}
      </OperatorFrame>
    </>
  );
}

function Prices() {
  const { data, error } = useQuery(trpc.catalog.prices.queryOptions());
  const [draft, setDraft] = useDraft();
  return (
    <section {...region} className={frame.wide} aria-labelledby="prices">
      <div className={frame.head}>
        <h2 id="prices">{pricesText.title}</h2>
        {data && (
          <div className={classes.tools}>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              aria-label={pricesText.csvOf}
              onClick={() => downloadCsv('prices', csvOf(data))}
            >
              {pricesText.csv}
            </Button>
            {!draft && (
              <Button size="xs" onClick={() => setDraft(new Map())}>
                {pricesText.draft}
              </Button>
            )}
          </div>
        )}
      </div>
      <p className={frame.lead}>{pricesText.lead}</p>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <LateSkeleton shape="table" />}
      {data && draft && <DraftPanel prices={data} draft={draft} onChange={setDraft} />}
      {data && <VersionTable prices={data} />}
    </section>
  );
}

/** As `readPrices` of the server takes it. */
function csvOf({ lines }: PriceVersions): string {
  return csvText(
    ['of', 'subject', 'part', 'amount'],
    lines.map(({ of, subject, part, value }) => [of, subject, part, valueText(of, value)]),
  );
}
