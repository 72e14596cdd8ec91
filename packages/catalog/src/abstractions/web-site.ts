import type { WrittenAbstraction } from '../abstraction.ts';

export const webSite: WrittenAbstraction = {
  id: 'web-site',
  name: 'Web Site',
  summary: 'WordPress on a LAMP machine, behind a gateway.',
  family: 'software',
  icon: 'brand-wordpress',
  parts: [
    { name: 'Gateway', type: 'internet-gateway', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Network', type: 'switch-8', count: 1, host: null, properties: {}, x: 0, y: 112 },
    { name: 'Site', type: 'server-x86-64', count: 1, host: null, properties: {}, x: 0, y: 204 },
    { name: 'Debian 12', type: 'debian-12', count: 1, host: 'Site', properties: {}, x: 0, y: 204 },
    { name: 'Apache 2.4', type: 'apache-2-4', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 204 },
    { name: 'WordPress 6', type: 'wordpress-6', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 204 },
    { name: 'PHP 8.2', type: 'php-8-2', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 204 },
    {
      name: 'MariaDB 10.11',
      type: 'mariadb-10-11',
      count: 1,
      host: 'Debian 12',
      properties: {},
      x: 0,
      y: 204,
    },
  ],
  connections: [
    { a: 'Gateway', aPort: 'lan', b: 'Network', bPort: 'port' },
    { a: 'Site', aPort: 'eth', b: 'Network', bPort: 'port' },
  ],
  ports: [{ name: 'lan', label: 'lan', part: 'Network', port: 'port' }],
};
