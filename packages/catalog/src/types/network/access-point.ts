import type { ComponentType } from '../../component-type.ts';

export const accessPoint: ComponentType = {
  id: 'access-point',
  name: 'Wireless access point',
  shortName: 'Access point',
  version: null,
  family: 'network',
  layer: 'network',
  icon: 'wifi',
  summary: 'Joins laptops, PDAs and phones to a network without cables.',
  properties: [
    {
      name: 'speedMbps',
      label: 'Speed',
      form: 'quantity',
      unit: 'Mbit/s',
      min: 1,
      max: 300,
      step: 1,
      default: 54,
    },
  ],
  ports: [
    { name: 'air', label: 'air', interface: 'wireless', role: 'network', capacity: 30 },
    { name: 'port', label: 'port', interface: 'ethernet', role: 'network', capacity: 1 },
  ],
  capabilities: [],
  requirements: [],
  traits: ['access-point'],
  hostedOn: null,
  demand: { memoryMiB: 0, diskMiB: 0 },
  pools: [{ resourceClass: 'vlan', amount: 'one' }],
  personality: { typicalSeconds: 1, busyMilli: 0, install: null },
  machine: null,
};
