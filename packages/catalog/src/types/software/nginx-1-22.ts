import type { ComponentType } from '../../component-type.ts';

export const nginx122: ComponentType = {
  id: 'nginx-1-22',
  name: 'nginx 1.22',
  shortName: 'nginx',
  version: '1.22',
  family: 'software',
  layer: 'software',
  icon: 'hexagon-letter-n',
  summary: 'A web server and reverse proxy.',
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
      ],
    },
  ],
  traits: ['web', 'server'],
  hostedOn: 'os',
  demand: { memoryMiB: 32, diskMiB: 64 },
  pools: [],
  personality: {
    typicalSeconds: 2,
    busyMilli: 200,
    install: {
      packages: ['nginx'],
      files: [],
      service: {
        // Its log files lead to the log of the service.
        command: [
          'ln -sf /dev/stdout /var/log/nginx/access.log',
          'ln -sf /dev/stderr /var/log/nginx/error.log',
          `exec nginx -g 'daemon off;'`,
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
