import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import type { CatalogVersion, CatalogVersions } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { catalogText } from '../../../messages/operator/prices.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo } from '../frame/use-selection.ts';
import frame from '../frame/frame.module.css';

/** The versions of the catalog, and which of them new designs use. */
export function CatalogPage() {
  const goTo = useGoTo();
  return (
    <>
      <Crumbs
        items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: catalogText.title }]}
      />
      <OperatorFrame title={catalogText.title} selects={false} onSelect={goTo}>
        {() => <Versions />}
      </OperatorFrame>
    </>
  );
}

function Versions() {
  const queries = useQueryClient();
  const { data, error } = useQuery(trpc.catalog.versions.queryOptions());
  const choice = useMutation({
    ...trpc.catalog.chooseVersion.mutationOptions(),
    onSuccess: async (_, { versionId }) => {
      await queries.invalidateQueries({ queryKey: trpc.catalog.pathKey() });
      const message = versionId === null ? catalogText.newestDone : catalogText.chosen(versionId);
      notifications.show({ message });
    },
  });
  return (
    <section {...region} className={frame.wide} aria-labelledby="catalog">
      <div className={frame.head}>
        <h2 id="catalog">{catalogText.title}</h2>
      </div>
      <p className={frame.lead}>{catalogText.lead}</p>
      {error && <ErrorNotice error={error} />}
      {choice.error && <ErrorNotice error={choice.error} />}
      {!data && !error && <LateSkeleton shape="table" />}
      {data?.chosen && (
        <div className={frame.head}>
          <p>{pinnedText(data.chosen)}</p>
          <Button
            size="xs"
            variant="default"
            loading={choice.isPending}
            onClick={() => choice.mutate({ versionId: null })}
          >
            {catalogText.newest}
          </Button>
        </div>
      )}
      {data && <VersionTable versions={data.versions} onUse={(versionId) => choice.mutate({ versionId })} />}
    </section>
  );
}

function pinnedText({ by, at }: NonNullable<CatalogVersions['chosen']>): string {
  return catalogText.pinned(by ?? catalogText.somebody, dayClock(at, viewerZone()));
}

interface VersionTableProps {
  readonly versions: readonly CatalogVersion[];
  readonly onUse: (id: string) => void;
}

function VersionTable({ versions, onUse }: VersionTableProps) {
  const heads = [
    catalogText.version,
    catalogText.published,
    catalogText.types,
    catalogText.added,
    catalogText.removed,
    catalogText.changed,
    catalogText.use,
  ];
  return (
    <div className={table.frame} role="group" aria-label={catalogText.title} {...scrollable}>
      <table className={table.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={head === catalogText.types ? table.num : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.id}>
              <th scope="row" className={table.mono}>
                {version.id}
              </th>
              <td>{dayClock(version.publishedAt, viewerZone())}</td>
              <td className={table.num}>{version.types}</td>
              {[version.added, version.removed, version.changed].map((ids, n) => (
                <td key={heads[n + 3]} title={ids.join(', ')}>
                  {listed(ids)}
                </td>
              ))}
              <td>
                <UseCell version={version} onUse={onUse} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const MAX_LISTED = 3;

function listed(ids: readonly string[]): string {
  if (ids.length === 0) return catalogText.none;
  const more = ids.length - MAX_LISTED;
  return [ids.slice(0, MAX_LISTED).join(', '), ...(more > 0 ? [catalogText.more(more)] : [])].join(' ');
}

function UseCell({ version, onUse }: { version: CatalogVersion; onUse: (id: string) => void }) {
  const { id, inUse, readable } = version;
  if (inUse) return <StateGlyph state="running" word={catalogText.inUse} />;
  if (!readable) return catalogText.unreadable;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      aria-label={catalogText.chooseOf(id)}
      onClick={() => onUse(id)}
    >
      {catalogText.choose}
    </Button>
  );
}
