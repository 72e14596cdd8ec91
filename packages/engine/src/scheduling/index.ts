export * from './next-slot.ts';
export * from './slot-rules.ts';
