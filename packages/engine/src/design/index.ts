export * from './boot.ts';
export * from './document.ts';
export * from './edit.ts';
export * from './instantiate.ts';
export * from './limits.ts';
export * from './links.ts';
export * from './model.ts';
export * from './parse.ts';
