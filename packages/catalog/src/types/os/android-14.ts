import type { ComponentType } from '../../component-type.ts';

export const android14: ComponentType = {
  id: 'android-14',
  name: 'Android 14',
  shortName: 'Android',
  version: '14',
  family: 'os',
  layer: 'os',
  icon: 'stack',
  summary: 'The system of many phones.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'os', values: ['android-14'] }],
  requirements: [{ rule: 'ARCH-1', capability: 'arch', anyOf: ['arm64-phone'] }],
  traits: ['handheld'],
  hostedOn: 'machine',
  demand: { memoryMiB: 1024, diskMiB: 8192 },
  pools: [],
  personality: { typicalSeconds: 8, busyMilli: 25, install: null },
  machine: null,
};
