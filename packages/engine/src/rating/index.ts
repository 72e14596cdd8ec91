export * from './bands.ts';
export * from './base-price.ts';
export * from './estimate.ts';
export * from './month.ts';
export * from './per-hour.ts';
export * from './price-book.ts';
export * from './price-lines.ts';
export * from './rate.ts';
