/** Every link of the product. Nothing else builds a path. */
export const paths = {
  home: () => '/',
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  signUp: () => '/sign-up',
  reset: () => '/reset',
  setUp: () => '/set-up',
  designs: () => '/designs',
  abstractions: () => '/designs/abstractions',
  /** The designs of another account of the person: `api/account.ts` takes it out of the address. */
  designsOf: (account: string) => `/designs?account=${encodeURIComponent(account)}`,
  design: (id: string, options: { select?: string } = {}) =>
    options.select ? `/designs/${id}?select=${encodeURIComponent(options.select)}` : `/designs/${id}`,
  /** With an environment: another slot of it. */
  book: (designId: string, options: { environment?: string } = {}) =>
    options.environment
      ? `/designs/${designId}/book?environment=${encodeURIComponent(options.environment)}`
      : `/designs/${designId}/book`,
  market: () => '/market',
  template: (type: string) => `/market/${type}`,
  /** With a day that is to be shown, and a slot of it that is open. */
  schedule: (options: { date?: string; slot?: string } = {}) => withQuery('/schedule', options),
  environments: () => '/environments',
  /** With a review of what its design has changed since. */
  environment: (id: string, options: { review?: boolean } = {}) =>
    options.review ? `/environments/${id}?review=1` : `/environments/${id}`,
  usage: (options: { period?: string; environment?: string } = {}) => withQuery('/usage', options),
  invoice: (id: string) => `/invoices/${id}`,
  /** With a site, a rack or a host that is open. */
  dataCenter: (options: { site?: string } | { rack?: string } | { host?: string } = {}) =>
    withQuery('/data-center', options),
  /** All hosts, or those of a site or a rack. */
  hosts: (options: { site?: string; rack?: string } = {}) => withQuery('/data-center/hosts', options),
  maintenance: () => '/data-center/maintenance',
  inventory: () => '/data-center/inventory',
  pools: () => '/data-center/pools',
  prices: () => '/data-center/prices',
  catalog: () => '/data-center/catalog',
  unmetDemand: () => '/data-center/demand',
  tiers: () => '/data-center/tiers',
  host: (id: string) => `/data-center/hosts/${id}`,
  people: () => '/data-center/people',
  members: () => '/account/members',
  accountLog: () => '/account/log',
  platformLog: () => '/data-center/log',
} as const;

/** Route patterns, for what lists the pages alone. */
export const patterns = {
  design: '/designs/:designId',
  book: '/designs/:designId/book',
  template: '/market/:type',
  environment: '/environments/:environmentId',
  invoice: '/invoices/:invoiceId',
  dataCenter: '/data-center/*',
  host: '/data-center/hosts/:hostId',
} as const;

/** A path as it is named within the routes of a pattern that ends in `/*`. */
export function below(pattern: string, path: string): string {
  return path.slice(pattern.length - 1);
}

function withQuery(path: string, options: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(options).toString();
  return text ? `${path}?${text}` : path;
}
