import type { ComponentType } from '../../component-type.ts';

export const kafka3: ComponentType = {
  id: 'kafka-3',
  name: 'Kafka 3',
  shortName: 'Kafka',
  version: '3.7',
  family: 'software',
  layer: 'software',
  icon: 'arrows-shuffle',
  summary: 'Keeps streams of messages in order for many readers.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['Kafka'], version: '3.7' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: ['debian-12', 'debian-11', 'ubuntu-22-04', 'ubuntu-24-04', 'rocky-9'],
    },
    { rule: 'RUN-1', capability: 'runtime', anyOf: ['Java'], from: 'machine', atLeast: '8', below: '22' },
  ],
  traffic: { networkMbps: 200, storageMBs: 30 },
  traits: ['server', 'majority'],
  hostedOn: 'os',
  demand: { memoryMiB: 1024, diskMiB: 1024 },
  pools: [],
  personality: { typicalSeconds: 4, busyMilli: 400, install: null },
  machine: null,
};
