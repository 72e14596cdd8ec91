import type { WrittenAbstraction } from '../abstraction.ts';

export const databaseWithArray: WrittenAbstraction = {
  id: 'database-with-array',
  name: 'Database with Disk Array',
  summary: 'PostgreSQL on a large server, with networked storage beside it.',
  family: 'storage',
  icon: 'table',
  parts: [
    { name: 'Network', type: 'switch-8', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Database', type: 'server-large-x86-64', count: 1, host: null, properties: {}, x: 0, y: 92 },
    { name: 'Debian 12', type: 'debian-12', count: 1, host: 'Database', properties: {}, x: 0, y: 92 },
    {
      name: 'PostgreSQL 15',
      type: 'postgresql-15',
      count: 1,
      host: 'Debian 12',
      properties: {},
      x: 0,
      y: 92,
    },
    { name: 'Disk array', type: 'disk-array', count: 1, host: null, properties: {}, x: 256, y: 92 },
  ],
  connections: [
    { a: 'Database', aPort: 'eth', b: 'Network', bPort: 'port' },
    { a: 'Disk array', aPort: 'eth', b: 'Network', bPort: 'port' },
  ],
  ports: [{ name: 'lan', label: 'lan', part: 'Network', port: 'port' }],
};
