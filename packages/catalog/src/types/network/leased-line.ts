import type { ComponentType } from '../../component-type.ts';

export const leasedLine: ComponentType = {
  id: 'leased-line',
  name: 'Leased line',
  shortName: 'Line',
  version: null,
  family: 'network',
  layer: 'network',
  icon: 'line-dashed',
  summary: 'A line of its own between two networks, with a speed that nobody shares.',
  properties: [
    {
      name: 'speedMbps',
      label: 'Speed',
      form: 'quantity',
      unit: 'Mbit/s',
      min: 10,
      max: 1000,
      step: 10,
      default: 100,
    },
  ],
  ports: [{ name: 'end', label: 'end', interface: 'ethernet', role: 'network', capacity: 2 }],
  capabilities: [],
  requirements: [],
  traits: ['line'],
  hostedOn: null,
  demand: { memoryMiB: 0, diskMiB: 0 },
  pools: [
    { resourceClass: 'vlan', amount: 'one' },
    { resourceClass: 'uplink-mbps', amount: { property: 'speedMbps' } },
  ],
  personality: { typicalSeconds: 1, busyMilli: 0, install: null },
  machine: null,
};
