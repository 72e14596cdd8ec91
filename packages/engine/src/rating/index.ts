export * from './estimate.ts';
export * from './price-book.ts';
