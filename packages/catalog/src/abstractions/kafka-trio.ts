import type { WrittenAbstraction } from '../abstraction.ts';

export const kafkaTrio: WrittenAbstraction = {
  id: 'kafka-trio',
  name: 'Kafka Trio',
  summary: 'Three servers that keep streams of messages, of which one may fail.',
  family: 'hardware',
  icon: 'arrows-shuffle',
  parts: [
    { name: 'Network', type: 'switch-8', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Broker', type: 'server-x86-64', count: 3, host: null, properties: {}, x: 0, y: 92 },
    { name: 'Debian 12', type: 'debian-12', count: 1, host: 'Broker', properties: {}, x: 0, y: 92 },
    { name: 'OpenJDK 17', type: 'openjdk-17', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 92 },
    { name: 'Kafka 3', type: 'kafka-3', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 92 },
  ],
  connections: [{ a: 'Broker', aPort: 'eth', b: 'Network', bPort: 'port' }],
  ports: [{ name: 'lan', label: 'lan', part: 'Network', port: 'port' }],
};
