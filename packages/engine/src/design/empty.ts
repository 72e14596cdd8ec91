import type { Component, DesignDocument } from './document.ts';

export const EMPTY_DESIGN: DesignDocument = { version: 1, components: {}, connections: {}, groups: {} };

/** A design with one component and nothing else. */
export function alone(component: Component): DesignDocument {
  return { ...EMPTY_DESIGN, components: { [component.id]: { ...component, host: null, group: null } } };
}
