import type { ComponentType } from '@patchbay/catalog';
import type { Component } from '@patchbay/engine/design';

/** What stands in for a type that the catalog does not know, so that its part can still be seen and removed. */
export function unknownType({ type }: Component): ComponentType {
  return {
    id: type,
    name: type,
    shortName: type,
    version: null,
    family: 'hardware',
    layer: 'storage',
    icon: 'question-mark',
    summary: '',
    properties: [],
    ports: [],
    capabilities: [],
    requirements: [],
    hostedOn: null,
    demand: { memoryMiB: 0, diskMiB: 0 },
    pools: [],
    personality: { typicalSeconds: 0, busyMilli: 0, install: null },
    machine: null,
  };
}
