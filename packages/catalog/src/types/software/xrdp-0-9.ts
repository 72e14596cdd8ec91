import type { ComponentType } from '../../component-type.ts';

export const xrdp09: ComponentType = {
  id: 'xrdp-0-9',
  name: 'Terminal server xrdp',
  shortName: 'xrdp',
  version: '0.9',
  family: 'software',
  layer: 'software',
  icon: 'screen-share',
  summary: 'Gives desktops of its machine to thin clients.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['a terminal server'], version: '0.9' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['debian-12', 'debian-11', 'ubuntu-22-04', 'ubuntu-24-04', 'rocky-9', 'freebsd-14'],
    },
  ],
  traits: ['server'],
  hostedOn: 'os',
  demand: { memoryMiB: 512, diskMiB: 512 },
  pools: [],
  personality: { typicalSeconds: 3, busyMilli: 300, install: null },
  machine: null,
};
