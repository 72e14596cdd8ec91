import type { ComponentType } from '../../component-type.ts';

export const hub100: ComponentType = {
  id: 'hub-100',
  name: 'Hub, 100 Mbit/s',
  shortName: 'Hub',
  version: null,
  family: 'network',
  layer: 'network',
  icon: 'topology-star',
  summary: 'A repeater: its twelve ports share one speed, and one sends at a time.',
  properties: [
    {
      name: 'speedMbps',
      label: 'Speed',
      form: 'quantity',
      unit: 'Mbit/s',
      min: 10,
      max: 100,
      step: 10,
      default: 100,
    },
  ],
  ports: [{ name: 'port', label: 'port', interface: 'ethernet', role: 'network', capacity: 12 }],
  capabilities: [],
  requirements: [],
  traits: ['hub'],
  hostedOn: null,
  demand: { memoryMiB: 0, diskMiB: 0 },
  pools: [
    { resourceClass: 'vlan', amount: 'one' },
    { resourceClass: 'switch-port', amount: 'links' },
  ],
  personality: { typicalSeconds: 1, busyMilli: 0, install: null },
  machine: null,
};
