import type { WrittenAbstraction } from '../abstraction.ts';

export const webServer: WrittenAbstraction = {
  id: 'web-server',
  name: 'Web Server',
  summary: 'A small server with Debian and nginx.',
  family: 'hardware',
  icon: 'world',
  parts: [
    { name: 'Web', type: 'server-small-x86-64', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Debian 12', type: 'debian-12', count: 1, host: 'Web', properties: {}, x: 0, y: 0 },
    { name: 'nginx 1.22', type: 'nginx-1-22', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
  ],
  connections: [],
  ports: [{ name: 'eth', label: 'eth', part: 'Web', port: 'eth' }],
};
