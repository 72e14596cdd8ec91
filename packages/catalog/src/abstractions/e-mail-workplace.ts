import type { WrittenAbstraction } from '../abstraction.ts';

export const eMailWorkplace: WrittenAbstraction = {
  id: 'e-mail-workplace',
  name: 'E-mail Workplace',
  summary: 'x86 PC with Windows 98 and Eudora, ready to read and write e-mail.',
  family: 'client',
  icon: 'mail',
  parts: [
    { name: 'x86 PC', type: 'x86-pc', count: 1, host: null, properties: {}, x: 0, y: 0 },
    { name: 'Windows 98', type: 'windows-98', count: 1, host: 'x86 PC', properties: {}, x: 0, y: 0 },
    { name: 'Eudora 5', type: 'eudora-5', count: 1, host: 'Windows 98', properties: {}, x: 0, y: 0 },
  ],
  connections: [],
  ports: [{ name: 'eth', label: 'eth', part: 'x86 PC', port: 'eth' }],
};
