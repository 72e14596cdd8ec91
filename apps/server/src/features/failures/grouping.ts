import type { FailureScope } from './dto.ts';

export interface FailedHost {
  readonly id: string;
  readonly rackId: string;
  readonly siteId: string;
}

export interface FailureGroup {
  readonly scope: FailureScope;
  readonly scopeId: string;
  readonly siteId: string;
  readonly hostIds: readonly string[];
}

/**
 * What failed, as far as silence tells: the whole of a site or of a rack whose hosts fell silent in one look, several of them
 * each, else each host by itself.
 * @param lost hosts that were given up just now
 * @param all every host of the inventory
 */
export function groupFailures(lost: readonly FailedHost[], all: readonly FailedHost[]): FailureGroup[] {
  const ids = new Set(lost.map(({ id }) => id));
  const whole = (scope: 'site' | 'rack'): FailureGroup[] =>
    [...new Set(lost.map((host) => host[`${scope}Id`]))].flatMap((scopeId) => {
      const hosts = all.filter((host) => host[`${scope}Id`] === scopeId);
      const [first, second] = hosts;
      if (!first || !second || !hosts.every(({ id }) => ids.has(id))) return [];
      return [{ scope, scopeId, siteId: first.siteId, hostIds: hosts.map(({ id }) => id) }];
    });
  const sites = whole('site');
  const racks = whole('rack').filter(({ siteId }) => !sites.some((site) => site.scopeId === siteId));
  const grouped = new Set([...sites, ...racks].flatMap(({ hostIds }) => hostIds));
  const single = lost
    .filter(({ id }) => !grouped.has(id))
    .map(({ id, siteId }): FailureGroup => ({ scope: 'host', scopeId: id, siteId, hostIds: [id] }));
  return [...sites, ...racks, ...single];
}
