export * from './recovery.ts';
export * from './sites.ts';
