import type { Content, Publisher, Sort, Soon, System } from '@patchbay/engine/market';

export const marketText = {
  title: 'Market',
  crumb: 'Market',
  count: (n: number) => (n === 1 ? '1 template' : `${n} templates`),
  search: 'Search templates',
  filters: 'Filters',
  showFilters: 'Show filters',
  clear: 'Clear all filters',
  remove: (filter: string) => `Remove the filter ${filter}`,
  sort: 'Sort by',
  view: 'View',
  cards: 'Cards',
  table: 'Table',
  publish: 'Publish a version',
  showAs: (view: string) => `Show as ${view.toLowerCase()}`,
  isShown: 'It is shown so',
  results: 'Templates',
  from: 'From',
  earliest: 'Earliest',
  noStart: 'No start found',
  now: 'now',
  parts: (n: number, systems: readonly string[]) =>
    [n === 1 ? '1 part' : `${n} parts`, ...systems].join(', '),
  own: 'Yours',
  emptyTitle: 'No template matches',
  emptyText:
    'Nothing on the market is like that now. Take a filter away, or draw it yourself and publish it.',
  priceTitle: (currency: string) => `Price, ${currency} per hour`,
  most: 'At most',
  anyPrice: 'any price',
  dearest: (price: string) => `The dearest is ${price}.`,
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  pages: 'Pages',
  previous: 'Previous page',
  next: 'Next page',
  name: 'Name',
  publisher: 'Publisher',
  version: 'Version',
  contains: 'Contains',
  perHour: (currency: string) => `From, ${currency}/h`,
};

export const facetNames = {
  soon: 'Earliest slot',
  contents: 'Contains',
  systems: 'Operating system',
  publishers: 'Publisher',
};

export const contentNames: Record<Content, string> = {
  web: 'Web server',
  database: 'Database',
  client: 'Client devices',
  router: 'Router, firewall',
  storage: 'Storage',
  gpu: 'GPU',
};

export const systemNames: Record<System, string> = {
  linux: 'Linux',
  windows: 'Windows',
  unix: 'Unix',
  handheld: 'Handheld',
};

export const soonNames: Record<Soon, string> = {
  now: 'Now',
  day: 'Within 24 h',
  week: 'This week',
};

export const publisherNames: Record<Publisher, string> = {
  own: 'My account',
  others: 'Others',
};

export const sortNames: Record<Sort, string> = {
  name: 'Name',
  price: 'Price',
  earliest: 'Earliest slot',
  newest: 'Newest',
};
