import type { ComponentType } from '../../component-type.ts';

export const switch24: ComponentType = {
  id: 'switch-24',
  name: 'Switch, 24 ports',
  shortName: 'Switch',
  version: null,
  family: 'network',
  layer: 'network',
  icon: 'switch',
  summary: 'An Ethernet switch for 24 machines on one network.',
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
  ports: [{ name: 'port', label: 'port', interface: 'ethernet', role: 'network', capacity: 24 }],
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
