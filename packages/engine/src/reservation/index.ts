export * from './slot-state.ts';
