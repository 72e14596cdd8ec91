import type { WrittenAbstraction } from '../abstraction.ts';

export const classRoom: WrittenAbstraction = {
  id: 'class-room',
  name: 'Class Room',
  summary: 'Thirty thin clients and the terminal server that they work on.',
  family: 'client',
  icon: 'screen-share',
  parts: [
    {
      name: 'Terminal server',
      type: 'server-large-x86-64',
      count: 1,
      host: null,
      properties: { cpu: 16 },
      x: 0,
      y: 0,
    },
    { name: 'Debian 12', type: 'debian-12', count: 1, host: 'Terminal server', properties: {}, x: 0, y: 0 },
    { name: 'xrdp 0.9', type: 'xrdp-0-9', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
    { name: 'Switch', type: 'switch-64', count: 1, host: null, properties: {}, x: 0, y: 186 },
    { name: 'Thin client', type: 'thin-client', count: 30, host: null, properties: {}, x: 0, y: 278 },
  ],
  connections: [
    { a: 'Terminal server', aPort: 'eth', b: 'Switch', bPort: 'port' },
    { a: 'Thin client', aPort: 'eth', b: 'Switch', bPort: 'port' },
  ],
  ports: [{ name: 'lan', label: 'lan', part: 'Switch', port: 'port' }],
};
