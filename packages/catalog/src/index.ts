export * from './abstraction.ts';
export * from './catalog.ts';
export * from './compatibility.ts';
export * from './component-type.ts';
export * from './ids.ts';
export * from './port.ts';
export * from './property.ts';
export * from './resource.ts';
export { shippedCatalog } from './registry.ts';
