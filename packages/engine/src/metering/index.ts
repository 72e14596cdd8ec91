export * from './meter.ts';
export * from './meters.ts';
export * from './reserved.ts';
export * from './roll-up.ts';
export * from './sample.ts';
export * from './uptime.ts';
