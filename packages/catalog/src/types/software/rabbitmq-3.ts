import type { ComponentType } from '../../component-type.ts';

export const rabbitmq3: ComponentType = {
  id: 'rabbitmq-3',
  name: 'RabbitMQ 3',
  shortName: 'RabbitMQ',
  version: '3.12',
  family: 'software',
  layer: 'software',
  icon: 'arrows-shuffle',
  summary: 'Passes messages on between programs.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['AMQP'], version: '3.12' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'debian-11',
        'ubuntu-22-04',
        'ubuntu-24-04',
        'rocky-9',
        'freebsd-14',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  traits: ['server', 'majority'],
  hostedOn: 'os',
  demand: { memoryMiB: 256, diskMiB: 256 },
  pools: [],
  personality: { typicalSeconds: 3, busyMilli: 250, install: null },
  machine: null,
};
