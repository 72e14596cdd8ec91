/** Every link of the product. Nothing else builds a path. */
export const paths = {
  home: () => '/',
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  signUp: () => '/sign-up',
  reset: () => '/reset',
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
  schedule: () => '/schedule',
  environments: () => '/environments',
  /** With a review of what its design has changed since. */
  environment: (id: string, options: { review?: boolean } = {}) =>
    options.review ? `/environments/${id}?review=1` : `/environments/${id}`,
  usage: (options: { period?: string; environment?: string } = {}) => {
    const query = new URLSearchParams();
    if (options.period) query.set('period', options.period);
    if (options.environment) query.set('environment', options.environment);
    const text = query.toString();
    return text ? `/usage?${text}` : '/usage';
  },
  invoice: (id: string) => `/invoices/${id}`,
  dataCenter: () => '/data-center',
  people: () => '/data-center/people',
  members: () => '/account/members',
} as const;

/** Route patterns, for routes.tsx alone. */
export const patterns = {
  design: '/designs/:designId',
  book: '/designs/:designId/book',
  template: '/market/:type',
  environment: '/environments/:environmentId',
  invoice: '/invoices/:invoiceId',
} as const;
