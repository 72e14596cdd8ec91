import type { WrittenAbstraction } from '../abstraction.ts';

export const officeNetwork: WrittenAbstraction = {
  id: 'office-network',
  name: 'Office Network',
  summary: 'Twenty PCs to write on, five for e-mail and a printer, on one switch.',
  family: 'network',
  icon: 'switch',
  parts: [
    { name: 'Switch', type: 'switch-64', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Writing', type: 'easy-word-processing', count: 20, host: null, properties: {}, x: 0, y: 92 },
    { name: 'E-mail', type: 'e-mail-workplace', count: 5, host: null, properties: {}, x: 256, y: 92 },
    { name: 'Printer', type: 'printer', count: 1, host: null, properties: {}, x: 512, y: 92 },
  ],
  connections: [
    { a: 'Writing', aPort: 'eth', b: 'Switch', bPort: 'port' },
    { a: 'E-mail', aPort: 'eth', b: 'Switch', bPort: 'port' },
    { a: 'Printer', aPort: 'eth', b: 'Switch', bPort: 'port' },
  ],
  ports: [{ name: 'lan', label: 'lan', part: 'Switch', port: 'port' }],
};
