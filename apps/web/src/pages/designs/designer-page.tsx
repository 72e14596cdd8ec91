import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useOffer, useCatalogVersion } from '../../api/catalog.ts';
import { useMe } from '../../api/session.ts';
import { trpc } from '../../api/client.ts';
import type { Library } from '../../api/types.ts';
import type { SavedAbstraction } from '../../canvas/designer.ts';
import { LoadProblem } from '../../frame/route-problem.tsx';
import { designsText } from '../../messages/designs.ts';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { DesignerViewer } from './designer-viewer.tsx';
import { DesignerWorkspace } from './designer-workspace.tsx';

/** Opens a design: its document, the catalog it was drawn with, and the prices of today. */
export function DesignerPage() {
  const { designId = '' } = useParams();
  const queries = useQueryClient();
  const role = useMe().account?.role;
  // Opened as it is now: another page may have left an older one. The designer holds its own copy from here on; a refetch
  // must never replace what is being drawn.
  const design = useQuery({
    ...trpc.designs.get.queryOptions({ id: designId }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const { offer, error, refetch } = useOffer();
  const catalog = useCatalogVersion(design.data?.catalogVersionId, [
    ...(design.data?.abstractions ?? []),
    ...(offer?.library.contents ?? []),
  ]);
  const opened = design.isFetchedAfterMount ? design.data : undefined;
  if (!opened || !offer || !catalog) {
    // What is open stays open when news of the prices does not come.
    const failure = design.error ?? error;
    if (!failure) return <LateSkeleton shape="panes" />;
    return (
      <LoadProblem
        error={failure}
        missing={designsText.missing}
        onRetry={() => {
          void design.refetch();
          refetch();
        }}
      />
    );
  }
  // Not whoever is signed out meanwhile: what is drawn and not saved stays on the sheet until somebody can save it.
  if (role === 'viewer') return <DesignerViewer design={opened} catalog={catalog} book={offer.book} />;
  return (
    <DesignerWorkspace
      key={designId}
      opened={opened}
      catalog={catalog}
      book={offer.book}
      library={offered(offer.library)}
      onLeave={() => void queries.invalidateQueries({ queryKey: trpc.designs.list.queryKey() })}
    />
  );
}

/** What the account has saved, and what it uses of others. */
function offered({ abstractions, templates }: Library): SavedAbstraction[] {
  return [...abstractions, ...templates.map((one) => ({ ...one, mine: false, sourceDesignId: null }))];
}
