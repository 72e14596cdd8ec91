import type { WrittenAbstraction } from '../abstraction.ts';

export const smallCompany: WrittenAbstraction = {
  id: 'small-company',
  name: 'Small Company',
  summary:
    'An office network and a LAMP server on a network of its own, with a firewall between them and the Internet.',
  family: 'network',
  icon: 'world-www',
  parts: [
    { name: 'Gateway', type: 'internet-gateway', count: 1, host: null, properties: {}, x: 128, y: 0 },
    { name: 'Firewall', type: 'firewall', count: 1, host: null, properties: {}, x: 128, y: 112 },
    { name: 'Server network', type: 'switch-8', count: 1, host: null, properties: {}, x: 256, y: 298 },
    { name: 'Office', type: 'office-network', count: 1, host: null, properties: {}, x: 0, y: 298 },
    { name: 'Server', type: 'lamp-server', count: 1, host: null, properties: {}, x: 256, y: 390 },
  ],
  connections: [
    { a: 'Gateway', aPort: 'lan', b: 'Firewall', bPort: 'eth' },
    { a: 'Firewall', aPort: 'eth', b: 'Server network', bPort: 'port' },
    { a: 'Firewall', aPort: 'eth', b: 'Office', bPort: 'lan' },
    { a: 'Server', aPort: 'eth', b: 'Server network', bPort: 'port' },
  ],
  ports: [{ name: 'lan', label: 'lan', part: 'Server network', port: 'port' }],
};
