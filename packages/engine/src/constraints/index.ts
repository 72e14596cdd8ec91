export * from './check.ts';
export * from './finding.ts';
export { canConnect, canHost, type Refusal } from './can.ts';
export { retype } from './fixes/retype.ts';
