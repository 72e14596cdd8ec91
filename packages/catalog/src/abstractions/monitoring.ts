import type { WrittenAbstraction } from '../abstraction.ts';

export const monitoring: WrittenAbstraction = {
  id: 'monitoring',
  name: 'Monitoring',
  summary: 'Prometheus measures, Grafana shows.',
  family: 'hardware',
  icon: 'chart-line',
  parts: [
    { name: 'Monitor', type: 'server-x86-64', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Debian 12', type: 'debian-12', count: 1, host: 'Monitor', properties: {}, x: 0, y: 0 },
    { name: 'Prometheus 2', type: 'prometheus-2', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
    { name: 'Grafana 11', type: 'grafana-11', count: 1, host: 'Debian 12', properties: {}, x: 0, y: 0 },
  ],
  connections: [],
  ports: [{ name: 'eth', label: 'eth', part: 'Monitor', port: 'eth' }],
};
