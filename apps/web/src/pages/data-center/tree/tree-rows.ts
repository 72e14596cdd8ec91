import type { DataCenter, Host, Rack, Site } from '../../../api/types.ts';

/** A row of the tree as it is shown, with what assistive technology needs to place it. */
export interface TreeRow {
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly place: number;
  readonly of: number;
  readonly parent: string | null;
  /** Null for what holds nothing. */
  readonly expanded: boolean | null;
  readonly item:
    | { readonly is: 'site'; readonly site: Site }
    | { readonly is: 'rack'; readonly site: Site; readonly rack: Rack }
    | { readonly is: 'host'; readonly site: Site; readonly host: Host };
}

/** The rows that are visible while the sites and racks in `open` are. */
export function treeRows(sites: DataCenter['sites'], open: ReadonlySet<string>): TreeRow[] {
  return sites.flatMap((site, s): TreeRow[] => {
    const expanded = site.racks.length === 0 ? null : open.has(site.id);
    const at = { level: 1, place: s + 1, of: sites.length, parent: null } as const;
    const own: TreeRow = { ...at, id: site.id, expanded, item: { is: 'site', site } };
    return expanded ? [own, ...rackRows(site, open)] : [own];
  });
}

function rackRows(site: Site, open: ReadonlySet<string>): TreeRow[] {
  return site.racks.flatMap((rack, r): TreeRow[] => {
    const expanded = rack.hosts.length === 0 ? null : open.has(rack.id);
    const at = { level: 2, place: r + 1, of: site.racks.length, parent: site.id } as const;
    const own: TreeRow = { ...at, id: rack.id, expanded, item: { is: 'rack', site, rack } };
    return expanded ? [own, ...hostRows(site, rack)] : [own];
  });
}

function hostRows(site: Site, rack: Rack): TreeRow[] {
  const hosts = rack.hosts.toSorted((a, b) => a.rackUnit - b.rackUnit);
  return hosts.map((host, h) => ({
    id: host.id,
    level: 3,
    place: h + 1,
    of: hosts.length,
    parent: rack.id,
    expanded: null,
    item: { is: 'host', site, host },
  }));
}

/** The hosts under a row: those of a site or a rack, or the one. */
export function hostsUnder({ item }: TreeRow): readonly Host[] {
  switch (item.is) {
    case 'site':
      return item.site.racks.flatMap(({ hosts }) => hosts);
    case 'rack':
      return item.rack.hosts;
    case 'host':
      return [item.host];
    default:
      return item satisfies never;
  }
}

/** Where a host stands. */
export function findHost(
  sites: DataCenter['sites'],
  id: string | null,
): { site: Site; rack: Rack; host: Host } | null {
  for (const site of sites)
    for (const rack of site.racks)
      for (const host of rack.hosts) if (host.id === id) return { site, rack, host };
  return null;
}

/** A rack and where it is. */
export function findRack(sites: DataCenter['sites'], id: string | null): { site: Site; rack: Rack } | null {
  for (const site of sites) for (const rack of site.racks) if (rack.id === id) return { site, rack };
  return null;
}
