export * from './facts.ts';
export * from './search.ts';
