import { lazy, Suspense, type ComponentType } from 'react';
import type { DesignThumbnailProps } from './design-thumbnail.tsx';

const Picture = lazy(
  (): Promise<{ default: ComponentType<DesignThumbnailProps> }> =>
    import('./design-thumbnail.tsx').then(
      (module) => ({ default: module.DesignThumbnail }),
      // A page without its pictures is still a page.
      () => ({ default: () => null }),
    ),
);

/** The same, loaded after the page that it is on: what places and routes a drawing is more than the rest of the first page. */
export function DesignThumbnail(props: DesignThumbnailProps) {
  return (
    <Suspense fallback={null}>
      <Picture {...props} />
    </Suspense>
  );
}
