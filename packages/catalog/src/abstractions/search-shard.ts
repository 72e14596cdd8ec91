import type { WrittenAbstraction } from '../abstraction.ts';

export const searchShard: WrittenAbstraction = {
  id: 'search-shard',
  name: 'Search Shard',
  summary: 'A server with Solr and the Java that runs it.',
  family: 'hardware',
  icon: 'search',
  parts: [
    { name: 'Shard', type: 'server-x86-64', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Debian 12', type: 'debian-12', count: 1, host: 'Shard', properties: {}, x: 0, y: 0 },
    { name: 'OpenJDK 17', type: 'openjdk-17', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
    { name: 'Solr 9', type: 'solr-9', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
  ],
  connections: [],
  ports: [{ name: 'eth', label: 'eth', part: 'Shard', port: 'eth' }],
};
