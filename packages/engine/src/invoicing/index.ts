export * from './budget.ts';
export * from './cap-instant.ts';
export * from './forecast.ts';
export * from './invoice.ts';
export * from './period.ts';
