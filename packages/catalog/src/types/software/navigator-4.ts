import type { ComponentType } from '../../component-type.ts';

export const navigator4: ComponentType = {
  id: 'navigator-4',
  name: 'Netscape Navigator 4',
  shortName: 'Navigator',
  version: '4',
  family: 'software',
  layer: 'software',
  icon: 'compass',
  summary: 'A web browser.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'windows-98',
        'windows-nt-4',
        'windows-2000',
        'windows-xp',
        'solaris-8',
        'solaris-9',
        'red-hat-7',
      ],
    },
  ],
  hostedOn: 'os',
  demand: { memoryMiB: 32, diskMiB: 64 },
  pools: [{ resourceClass: 'seat/navigator-4', amount: 'one' }],
  personality: { typicalSeconds: 1, busyMilli: 100, install: null },
  machine: null,
};
