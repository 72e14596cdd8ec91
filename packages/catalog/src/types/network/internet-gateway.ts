import type { ComponentType } from '../../component-type.ts';

export const internetGateway: ComponentType = {
  id: 'internet-gateway',
  name: 'Internet gateway',
  shortName: 'Gateway',
  version: null,
  family: 'network',
  layer: 'network',
  icon: 'world-www',
  summary: 'A public address and an uplink: the way to the Internet and back.',
  properties: [
    {
      name: 'uplinkMbps',
      label: 'Uplink',
      form: 'quantity',
      unit: 'Mbit/s',
      min: 1,
      max: 1000,
      step: 10,
      default: 100,
    },
  ],
  ports: [{ name: 'lan', label: 'lan', interface: 'ethernet', role: 'network', capacity: 1 }],
  capabilities: [],
  requirements: [],
  hostedOn: null,
  demand: { memoryMiB: 0, diskMiB: 0 },
  pools: [
    { resourceClass: 'public-address', amount: 'one' },
    { resourceClass: 'uplink-mbps', amount: { property: 'uplinkMbps' } },
  ],
  personality: {
    typicalSeconds: 2,
    busyMilli: 0,
    install: { packages: [], files: [], service: null, keeps: null },
  },
  machine: null,
};
