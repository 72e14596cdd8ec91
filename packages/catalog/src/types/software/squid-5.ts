import type { ComponentType } from '../../component-type.ts';

/**
 * A drawn network holds only machines of its own environment, so all of them may use the proxy. It allocates memory for
 * every descriptor that it may open, and would wait half a minute for open connections at its end.
 */
const SETTINGS = [
  'http_access allow all',
  'max_filedescriptors 4096',
  'shutdown_lifetime 1 second',
  'pinger_enable off',
  '',
].join('\n');

export const squid5: ComponentType = {
  id: 'squid-5',
  name: 'Squid 5',
  shortName: 'Squid',
  version: '5.7',
  family: 'software',
  layer: 'software',
  icon: 'bolt',
  summary: 'A caching web proxy.',
  properties: [],
  ports: [],
  capabilities: [],
  requirements: [
    { rule: 'OS-1', capability: 'os', anyOf: ['debian-12', 'ubuntu-22-04', 'rocky-9', 'freebsd-14'] },
  ],
  traits: ['server'],
  excludes: ['squid-4'],
  hostedOn: 'os',
  demand: { memoryMiB: 128, diskMiB: 1024 },
  pools: [],
  personality: {
    typicalSeconds: 2,
    busyMilli: 200,
    install: {
      packages: ['squid'],
      files: [{ path: '/etc/squid/conf.d/patchbay.conf', content: SETTINGS }],
      service: { command: 'exec squid -N -d 1', port: 3128, web: false, order: 2 },
      keeps: null,
    },
  },
  machine: null,
};
