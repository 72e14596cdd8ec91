import type { ComponentType } from '../../component-type.ts';

export const office2000: ComponentType = {
  id: 'office-2000',
  name: 'Office 2000',
  shortName: 'Office',
  version: '2000',
  family: 'software',
  layer: 'software',
  icon: 'file-text',
  summary: 'A word processor, a spreadsheet and more.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [
    { rule: 'OS-1', capability: 'os', anyOf: ['windows-98', 'windows-nt-4', 'windows-2000', 'windows-xp'] },
  ],
  licence: { seats: 100 },
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 512 },
  pools: [{ resourceClass: 'seat/office-2000', amount: 'one' }],
  personality: { typicalSeconds: 4, busyMilli: 120, install: null },
  machine: null,
};
