import { openPool, type Pool } from './pool.ts';

/** One pool for each role (reliability 3.2, rule 0). Requests use `app`; workers, operators' reads, and the few writes that give capacity back use `platform`, with the account in every WHERE. */
export interface Databases {
  readonly app: Pool;
  readonly platform: Pool;
  readonly identity: Pool;
  readonly simulator: Pool;
  end(): Promise<void>;
}

export function openDatabases(url: string): Databases {
  const app = openPool(url, 'patchbay_app', 16);
  const platform = openPool(url, 'patchbay_platform', 8);
  const identity = openPool(url, 'patchbay_identity', 4);
  const simulator = openPool(url, 'patchbay_simulator', 6);
  const pools = [app, platform, identity, simulator];
  return {
    app,
    platform,
    identity,
    simulator,
    end: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}
