import type { WrittenAbstraction } from '../abstraction.ts';

export const gpuTrainer: WrittenAbstraction = {
  id: 'gpu-trainer',
  name: 'GPU Trainer',
  summary: 'A machine that trains models: Ubuntu, Python, CUDA and PyTorch.',
  family: 'hardware',
  icon: 'brain',
  parts: [
    { name: 'Trainer', type: 'server-gpu-x86-64', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Ubuntu 22.04', type: 'ubuntu-22-04', count: 1, host: 'Trainer', properties: {}, x: 0, y: 0 },
    { name: 'Python 3.11', type: 'python-3-11', count: 1, host: 'Ubuntu 22.04', properties: {}, x: 0, y: 0 },
    { name: 'CUDA 12', type: 'cuda-12', count: 1, host: 'Ubuntu 22.04', properties: {}, x: 0, y: 0 },
    { name: 'PyTorch 2', type: 'pytorch-2', count: 1, host: 'Ubuntu 22.04', properties: {}, x: 0, y: 0 },
  ],
  connections: [],
  ports: [{ name: 'eth', label: 'eth', part: 'Trainer', port: 'eth' }],
};
