import type { ComponentType } from '../../component-type.ts';

export const diskArray: ComponentType = {
  id: 'disk-array',
  name: 'Disk array',
  shortName: 'Disk array',
  version: null,
  family: 'storage',
  layer: 'storage',
  icon: 'database',
  summary: 'Networked storage with its own capacity, reached over Ethernet.',
  properties: [
    {
      name: 'capacityGiB',
      label: 'Capacity',
      form: 'quantity',
      unit: 'GiB',
      min: 10,
      max: 10000,
      step: 10,
      default: 500,
    },
  ],
  ports: [{ name: 'eth', label: 'eth', interface: 'ethernet', role: 'device', capacity: 2 }],
  capabilities: [],
  requirements: [],
  hostedOn: null,
  demand: { memoryMiB: 0, diskMiB: 0 },
  pools: [{ resourceClass: 'storage-gib', amount: { property: 'capacityGiB' } }],
  personality: {
    typicalSeconds: 2,
    busyMilli: 0,
    install: { packages: [], files: [], service: null, keeps: null },
  },
  machine: null,
};
