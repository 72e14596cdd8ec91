export * from './longest.ts';
export * from './nearest.ts';
export * from './next-slot.ts';
export * from './outside.ts';
export * from './series.ts';
export * from './slot-rules.ts';
