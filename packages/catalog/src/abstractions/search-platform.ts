import type { WrittenAbstraction } from '../abstraction.ts';

export const searchPlatform: WrittenAbstraction = {
  id: 'search-platform',
  name: 'Search Platform',
  summary: 'Three search shards behind a load balancer, on one network.',
  family: 'network',
  icon: 'search',
  parts: [
    { name: 'Balancer', type: 'load-balancer', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Network', type: 'switch-24', count: 1, host: null, properties: {}, x: 0, y: 186 },
    { name: 'Shards', type: 'search-shard', count: 3, host: null, properties: {}, x: 0, y: 278 },
  ],
  connections: [
    { a: 'Balancer', aPort: 'eth', b: 'Network', bPort: 'port' },
    { a: 'Shards', aPort: 'eth', b: 'Network', bPort: 'port' },
  ],
  ports: [{ name: 'lan', label: 'lan', part: 'Network', port: 'port' }],
};
