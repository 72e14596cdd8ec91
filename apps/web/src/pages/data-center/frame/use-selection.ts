import { useNavigate, useSearchParams } from 'react-router';
import type { DataCenter, Host, Rack, Site } from '../../../api/types.ts';
import { paths } from '../../../paths.ts';
import { findHost, findRack } from '../tree/tree-rows.ts';

/** A site, rack or host of the tree. */
export type Place = { readonly site: string } | { readonly rack: string } | { readonly host: string };

export interface Selection {
  readonly site: Site | null;
  readonly rack: Rack | null;
  readonly host: Host | null;
}

/** What the address names. A host stands for its rack and site as well, and nothing for the first site. */
export function selectionOf(
  { sites }: DataCenter,
  query: Pick<URLSearchParams, 'get'>,
  hostId: string | null = null,
): Selection {
  const standing = findHost(sites, hostId ?? query.get('host'));
  if (standing) return standing;
  const within = findRack(sites, query.get('rack'));
  if (within) return { ...within, host: null };
  const site = sites.find(({ id }) => id === query.get('site')) ?? sites[0] ?? null;
  return { site, rack: null, host: null };
}

/** Selects on the overview; whatever else the address says of how things are shown stays. */
export function useSelect(): (place: Place) => void {
  const [query, setQuery] = useSearchParams();
  return (place) => {
    const next = new URLSearchParams(query);
    for (const name of ['site', 'rack', 'host']) next.delete(name);
    for (const [name, id] of Object.entries(place)) next.set(name, id);
    setQuery(next, { replace: true });
  };
}

/** Goes to a place of the tree from a page other than the overview. */
export function useGoTo(): (place: Place) => void {
  const navigate = useNavigate();
  return (place) => void navigate('host' in place ? paths.host(place.host) : paths.dataCenter(place));
}
