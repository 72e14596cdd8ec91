import { lazy, Suspense, type ReactNode } from 'react';
import type { Source } from '../../api/source.ts';
import type { Sentence } from '../../messages/errors.ts';
import { LateSkeleton, type SkeletonShape } from '../../ui/feedback/late-skeleton.tsx';
import { late } from '../../ui/late/late.ts';
import { LoadProblem } from '../route-problem.tsx';
import { NoticeSlot } from '../slots.tsx';
import { DataAge } from './data-age.tsx';

const NotUpdated = lazy(() => late(async () => ({ default: (await import('./bands.tsx')).NotUpdated })));

interface LoadedProps<T> {
  readonly source: Source<T>;
  /** The outline of what comes. */
  readonly shape: SkeletonShape;
  /** How often the page asks again by itself. */
  readonly everyMs?: number;
  /** The instant that the data themselves name. */
  readonly asOf?: (data: T) => string;
  /** What is said where nothing is at the address. */
  readonly missing?: Sentence;
  readonly children: (data: T) => ReactNode;
}

/**
 * A page, or what there is in its place: the outline of what is on its way, or why it did not come. What came before
 * stays when a later try fails; how old it is stands in the status bar.
 */
export function Loaded<T>({ source, shape, everyMs, asOf, missing, children }: LoadedProps<T>) {
  const { data, error, refetch, dataUpdatedAt } = source;
  if (data === undefined) {
    if (error === null) return <LateSkeleton shape={shape} />;
    return <LoadProblem error={error} onRetry={() => void refetch()} {...(missing && { missing })} />;
  }
  return (
    <>
      <DataAge error={error} dataUpdatedAt={dataUpdatedAt} everyMs={everyMs} asOf={asOf?.(data)} />
      {error !== null && (
        <NoticeSlot>
          <Suspense>
            <NotUpdated source={source} />
          </Suspense>
        </NoticeSlot>
      )}
      {children(data)}
    </>
  );
}
