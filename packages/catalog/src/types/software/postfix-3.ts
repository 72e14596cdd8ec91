import type { ComponentType } from '../../component-type.ts';

export const postfix3: ComponentType = {
  id: 'postfix-3',
  name: 'Postfix 3',
  shortName: 'Postfix',
  version: '3.7',
  family: 'software',
  layer: 'software',
  icon: 'mail-forward',
  summary: 'Sends and takes e-mail for a domain.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['SMTP'], version: '3.7' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'debian-11',
        'debian-13',
        'ubuntu-22-04',
        'ubuntu-24-04',
        'alpine-3-20',
        'rocky-9',
        'freebsd-14',
      ],
    },
  ],
  traits: ['server', 'internet'],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 128 },
  pools: [],
  personality: { typicalSeconds: 2, busyMilli: 100, install: null },
  machine: null,
};
