export * from './interval.ts';
export * from './recurrence.ts';
export { readRecurrence, recurrenceText } from './recurrence-text.ts';
export * from './timeline.ts';
export * from './wall-time.ts';
