import type { ComponentType } from '../../component-type.ts';

export const apache24: ComponentType = {
  id: 'apache-2-4',
  name: 'Apache 2.4',
  shortName: 'Apache',
  version: '2.4',
  family: 'software',
  layer: 'software',
  icon: 'world',
  summary: 'A web server.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['HTTP'], version: '1.1' }],
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
        'windows-nt-4',
        'windows-2000',
        'windows-server-2019',
        'windows-server-2022',
      ],
    },
  ],
  traits: ['web', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 64, diskMiB: 64 },
  pools: [],
  personality: {
    typicalSeconds: 2,
    busyMilli: 250,
    install: {
      packages: ['apache2'],
      files: [],
      service: {
        // What its control program does before it would start a second process; log files lead to the service's log.
        command: [
          '. /etc/apache2/envvars',
          'mkdir -p /run/apache2 /run/lock/apache2',
          'ln -sf /dev/stdout /var/log/apache2/access.log',
          'ln -sf /dev/stderr /var/log/apache2/error.log',
          'exec apache2 -D FOREGROUND',
        ].join(' && '),
        port: 80,
        web: true,
        order: 2,
      },
      keeps: '/var/www/html',
    },
  },
  machine: null,
};
