import path from 'node:path';

/** What the environment says. This is its only reader. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** What a new database becomes; undefined where nothing is said. */
  readonly world: 'demo' | 'live' | undefined;
  /** The outside name of this server where a proxy stands before it, such as https://patchbay.example. */
  readonly publicUrl: string | undefined;
  /** The outside name below which machines' pages have names of their own, such as https://pages.example. */
  readonly accessUrl: string | undefined;
  /** An engine of this computer that is a host from the start, such as unix:///var/run/docker.sock. */
  readonly engine: string | undefined;
  /** Signs sessions; servers that share a database share it. */
  readonly secret: string | undefined;
  /** What whoever reads the metrics sends. */
  readonly metricsToken: string | undefined;
  readonly test: boolean;
}

/** Throws with a sentence about what cannot be meant. */
export function readSettings(): Settings {
  const env = process.env;
  return {
    port: portOf(env['PORT'] || '4310'),
    host: env['HOST'] || '127.0.0.1',
    dataDir: path.resolve(env['DATA_DIR'] || '.data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    world: worldOf(env['WORLD'] || undefined),
    publicUrl: env['PUBLIC_URL'] || undefined,
    accessUrl: env['ACCESS_URL'] || undefined,
    engine: env['ENGINE'] || undefined,
    secret: env['AUTH_SECRET'] || undefined,
    metricsToken: tokenOf(env['METRICS_TOKEN'] || undefined),
    test: env['PATCHBAY_TEST'] === '1',
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`PORT is ${text}: it must be a whole number from 1 to 65535.`);
}

function worldOf(text: string | undefined): Settings['world'] {
  if (text === undefined || text === 'demo' || text === 'live') return text;
  throw new Error(`WORLD is ${text}: it must be demo or live.`);
}

const MIN_TOKEN = 16;

function tokenOf(text: string | undefined): string | undefined {
  if (text === undefined || text.length >= MIN_TOKEN) return text;
  throw new Error(`METRICS_TOKEN is too short: it must have at least ${MIN_TOKEN} characters.`);
}
