import type { DataCenter, Host, Rack, Site } from '../../../api/types.ts';

export interface Listed {
  readonly site: Site;
  readonly rack: Rack;
  readonly host: Host;
}

export type HostState = 'trouble' | 'free' | 'busy';

/** What the address says of the list; null is any. */
export interface HostFilter {
  readonly text: string;
  readonly site: string | null;
  readonly rack: string | null;
  readonly arch: string | null;
  readonly state: HostState | null;
}

const STATES: readonly HostState[] = ['trouble', 'free', 'busy'];

export function readFilter(query: Pick<URLSearchParams, 'get'>): HostFilter {
  return {
    text: query.get('q') ?? '',
    site: query.get('site'),
    rack: query.get('rack'),
    arch: query.get('arch'),
    state: STATES.find((one) => one === query.get('state')) ?? null,
  };
}

export function allHosts(sites: DataCenter['sites']): Listed[] {
  return sites.flatMap((site) =>
    site.racks.flatMap((rack) => rack.hosts.map((host) => ({ site, rack, host }))),
  );
}

export function matches({ site, rack, host }: Listed, filter: HostFilter): boolean {
  const text = filter.text.trim().toLowerCase();
  return (
    (filter.site === null || site.id === filter.site) &&
    (filter.rack === null || rack.id === filter.rack) &&
    (filter.arch === null || host.arch === filter.arch) &&
    (filter.state === null || inState(host, filter.state)) &&
    (text === '' || `${host.name} ${host.model}`.toLowerCase().includes(text))
  );
}

function inState(host: Host, state: HostState): boolean {
  if (state === 'trouble') return host.status !== 'up' || host.draining;
  return (state === 'busy') === Object.values(host.reserved).some((amount) => amount > 0);
}
