import type { ComponentType } from '../../component-type.ts';

/** What answers until there is an application. */
const HELLO = `const page = '<!doctype html><title>Node.js</title><h1>Node.js ' + process.version + ' runs.</h1>' +
  '<p>Put your application into /srv/app: at its next start this machine runs /srv/app/server.js on port 3000.</p>';
require('node:http')
  .createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page);
  })
  .listen(process.env.PORT, '0.0.0.0');
`;

export const nodejs18: ComponentType = {
  id: 'nodejs-18',
  name: 'Node.js 18',
  shortName: 'Node.js',
  version: '18',
  family: 'software',
  layer: 'software',
  icon: 'brand-nodejs',
  summary: 'Runs /srv/app/server.js, which listens on port 3000.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'runtime', values: ['Node.js'], version: '18' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['debian-12', 'debian-11', 'ubuntu-22-04', 'ubuntu-24-04', 'rocky-9', 'freebsd-14'],
    },
  ],
  traits: ['web', 'server'],
  excludes: ['nodejs-20'],
  hostedOn: 'os',
  demand: { memoryMiB: 128, diskMiB: 256 },
  pools: [],
  personality: {
    typicalSeconds: 2,
    busyMilli: 300,
    install: {
      packages: ['nodejs'],
      // Beside the application's folder, so that it never takes the place of what people put there.
      files: [{ path: '/usr/local/lib/patchbay/hello.js', content: HELLO }],
      service: {
        command: [
          'mkdir -p /srv/app && cd /srv/app',
          'program=/usr/local/lib/patchbay/hello.js',
          'if [ -f /srv/app/server.js ]; then program=/srv/app/server.js; fi',
          'exec node "$program"',
        ].join('; '),
        port: 3000,
        web: true,
        order: 1,
      },
      keeps: '/srv/app',
      environment: { NODE_ENV: 'production', PORT: '3000' },
    },
  },
  machine: null,
};
