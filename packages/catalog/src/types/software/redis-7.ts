import type { ComponentType } from '../../component-type.ts';

export const redis7: ComponentType = {
  id: 'redis-7',
  name: 'Redis 7',
  shortName: 'Redis',
  version: '7.0',
  family: 'software',
  layer: 'software',
  icon: 'key',
  summary: 'A key-value store in memory.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['Redis'], version: '7.0' }],
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
  traits: ['database', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 256 },
  pools: [],
  personality: {
    typicalSeconds: 2,
    busyMilli: 150,
    install: {
      packages: ['redis-server'],
      files: [],
      service: {
        // A drawn network holds only machines of its own environment, so every address may ask.
        // The folder that is kept may have been filled under another user number.
        command: [
          'chown -R redis:redis /var/lib/redis',
          'exec setpriv --reuid=redis --regid=redis --init-groups' +
            ' redis-server --bind 0.0.0.0 --protected-mode no --dir /var/lib/redis --appendonly yes',
        ].join(' && '),
        port: 6379,
        web: false,
        order: 0,
      },
      keeps: '/var/lib/redis',
    },
  },
  machine: null,
};
