import type { WrittenAbstraction } from '../abstraction.ts';

export const lampServer: WrittenAbstraction = {
  id: 'lamp-server',
  name: 'LAMP Server',
  summary: 'Linux, Apache, MariaDB and PHP on one machine.',
  family: 'hardware',
  icon: 'brand-php',
  parts: [
    { name: 'LAMP', type: 'server-x86-64', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Debian 12', type: 'debian-12', count: 1, host: 'LAMP', properties: {}, x: 0, y: 0 },
    { name: 'Apache 2.4', type: 'apache-2-4', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
    { name: 'MariaDB 10.11', type: 'mariadb-10-11', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
    { name: 'PHP 8.2', type: 'php-8-2', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
  ],
  connections: [],
  ports: [{ name: 'eth', label: 'eth', part: 'LAMP', port: 'eth' }],
};
