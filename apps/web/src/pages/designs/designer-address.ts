import { ownerOf, type DesignDocument } from '@patchbay/engine/design';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import type { Designer } from '../../canvas/designer.ts';

const WRITE_AFTER_MS = 300;
/** An address stays short; a larger selection is not worth passing on. */
const MAX_IDS = 40;
const VIEW = /^-?\d{1,7},-?\d{1,7},\d(\.\d{1,3})?$/;

/**
 * Selection and view in the address: `?select=c-1,c-2&view=x,y,zoom`, the view's corner in pixels of the drawing. Read once,
 * when the design opens; written a moment after they change, so that a copied address shows the same.
 */
export function useAddress(designer: Designer): void {
  const [query] = useSearchParams();
  useEffect(() => {
    const selection = selectionIn(query, designer.store.getState().document);
    const focused = selection.findLast((id) => id.startsWith('c-')) ?? null;
    if (selection.length > 0) designer.session.setState({ selection, focused });
    const openAt = viewIn(query);
    if (openAt) designer.session.setState({ openAt });
    // oxlint-disable-next-line react/exhaustive-deps -- read once; from here on the designer is what counts
  }, [designer]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { pathname } = window.location;
    const write = () => {
      const { selection, view } = designer.session.getState();
      const url = new URL(window.location.href);
      if (url.pathname !== pathname) return;
      const ids = selection.slice(0, MAX_IDS).join(',');
      if (ids === '') url.searchParams.delete('select');
      else url.searchParams.set('select', ids);
      if (view)
        url.searchParams.set('view', `${Math.round(view.x)},${Math.round(view.y)},${round(view.zoom)}`);
      // Not through the router: that would take the place of a page that is on its way.
      window.history.replaceState(window.history.state, '', url);
    };
    const unsubscribe = designer.session.subscribe((now, before) => {
      if (now.selection === before.selection && now.view === before.view) return;
      clearTimeout(timer);
      timer = setTimeout(write, WRITE_AFTER_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [designer]);
}

/** What an address asks to select, as far as it is in the design. */
export function selectionIn(
  query: URLSearchParams,
  { components, connections, groups }: DesignDocument,
): string[] {
  // What an invoice line names may be inside an abstraction: its card is what is drawn.
  const wanted = (query.get('select') ?? '').split(',').slice(0, MAX_IDS).map(ownerOf);
  return [...new Set(wanted)].filter((id) =>
    [components, connections, groups].some((records) => Object.hasOwn(records, id)),
  );
}

/** The view that an address asks for; null when it asks for none, or for nonsense. */
export function viewIn(query: URLSearchParams): { x: number; y: number; zoom: number } | null {
  const view = query.get('view') ?? '';
  if (!VIEW.test(view)) return null;
  const [x = 0, y = 0, zoom = 1] = view.split(',').map(Number);
  return { x, y, zoom };
}

const round = (zoom: number) => Math.round(zoom * 1000) / 1000;
