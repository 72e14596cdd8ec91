import type { ComponentType } from '../../component-type.ts';

export const vlan: ComponentType = {
  id: 'vlan',
  name: 'VLAN',
  shortName: 'VLAN',
  version: null,
  family: 'network',
  layer: 'network',
  icon: 'layers-intersect',
  summary: 'A network without a switch of its own: as many machines as it has addresses.',
  properties: [
    {
      name: 'speedMbps',
      label: 'Speed',
      form: 'quantity',
      unit: 'Mbit/s',
      min: 10,
      max: 10000,
      step: 10,
      default: 1000,
    },
  ],
  ports: [{ name: 'port', label: 'port', interface: 'ethernet', role: 'network', capacity: 1012 }],
  capabilities: [],
  requirements: [],
  hostedOn: null,
  demand: { memoryMiB: 0, diskMiB: 0 },
  pools: [
    { resourceClass: 'vlan', amount: 'one' },
    { resourceClass: 'switch-port', amount: 'links' },
  ],
  personality: {
    typicalSeconds: 1,
    busyMilli: 0,
    install: { packages: [], files: [], service: null, keeps: null },
  },
  machine: null,
};
