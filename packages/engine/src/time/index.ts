export * from './interval.ts';
export * from './timeline.ts';
export * from './wall-time.ts';
