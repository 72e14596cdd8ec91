export * from './facts.ts';
export * from './limits.ts';
export * from './search.ts';
