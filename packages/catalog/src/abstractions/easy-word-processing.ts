import type { WrittenAbstraction } from '../abstraction.ts';

export const easyWordProcessing: WrittenAbstraction = {
  id: 'easy-word-processing',
  name: 'Easy Word Processing',
  summary: 'x86 PC with Windows 98 and WordPerfect, ready to type.',
  family: 'client',
  icon: 'file-text',
  parts: [
    { name: 'x86 PC', type: 'x86-pc', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Windows 98', type: 'windows-98', count: 1, host: 'x86 PC', properties: {}, x: 0, y: 0 },
    {
      name: 'WordPerfect 8',
      type: 'wordperfect-8',
      count: 1,
      host: 'Windows 98',
      properties: {},
      x: 0,
      y: 0,
    },
  ],
  connections: [],
  ports: [{ name: 'eth', label: 'eth', part: 'x86 PC', port: 'eth' }],
};
