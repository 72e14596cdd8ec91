import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, pack, type Header } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { listingOf, writeLayer } from './layer.ts';

type Entry = Partial<Header> & { name: string; text?: string };

const at = new Date(1_700_000_000_000);
const folder = (name: string, more: Partial<Header> = {}): Entry => ({ name, type: 'directory', ...more });
const file = (name: string, text: string, more: Partial<Header> = {}): Entry => ({ name, text, ...more });

function tarOf(entries: Entry[]): Readable {
  const tar = pack();
  for (const { text = '', ...header } of entries) tar.entry({ mtime: at, ...header }, text);
  tar.finalize();
  return tar as unknown as Readable;
}

const BASE = [
  folder('./'),
  folder('./etc/', { mode: 0o750 }),
  file('./etc/hosts', 'localhost'),
  file('./etc/passwd', 'root'),
  folder('./old/'),
  file('./old/one', '1'),
  folder('./tmp/', { mode: 0o1777 }),
];

/** The entries of the layer between BASE and these. */
async function layerOf(entries: Entry[]): Promise<{ name: string; mode: number; text: string }[]> {
  const to = new PassThrough();
  const base = await listingOf(tarOf(BASE));
  const [bytes] = await Promise.all([buffer(to), writeLayer(base, tarOf(entries), to)]);
  const found: { name: string; mode: number; text: string }[] = [];
  const read = extract();
  Readable.from([bytes]).pipe(read);
  for await (const entry of read) {
    const text = (await buffer(entry)).toString();
    found.push({ name: entry.header.name, mode: entry.header.mode, text });
  }
  return found;
}

describe('a layer', () => {
  it('of the same file system is empty', async () => {
    expect(await layerOf(BASE)).toEqual([]);
  });

  it.each<[string, (entry: Entry) => Entry]>([
    ['its length', (entry) => ({ ...entry, text: 'root, redis' })],
    ['its time', (entry) => ({ ...entry, mtime: new Date(at.getTime() + 1000) })],
    ['its mode', (entry) => ({ ...entry, mode: 0o600 })],
    ['its owner', (entry) => ({ ...entry, uid: 100 })],
    ['an attribute', (entry) => ({ ...entry, pax: { 'SCHILY.xattr.user.x': 'y' } })],
  ])('holds a file that differs in %s, below its folder as that is', async (_, change) => {
    const changed = BASE.map((entry) => (entry.name === './etc/passwd' ? change(entry) : entry));
    const layer = await layerOf(changed);
    expect(layer.map(({ name }) => name)).toEqual(['./', './etc/', './etc/passwd']);
    expect(layer[1]?.mode).toBe(0o750);
    expect(layer[2]?.text).toBe(changed[3]?.text);
  });

  it('hides what is gone, a folder as one', async () => {
    const layer = await layerOf(BASE.filter(({ name }) => !/hosts|old/.test(name)));
    expect(layer.map(({ name }) => name)).toEqual(['etc/.wh.hosts', '.wh.old']);
  });

  it('holds large files whole', async () => {
    const text = 'x'.repeat(3_000_000);
    const layer = await layerOf([...BASE, file('./tmp/big', text)]);
    expect(layer.at(-1)).toMatchObject({ name: './tmp/big', text });
  });

  it.each([
    ['a second name of what is in another layer', { type: 'link' as const, linkname: './etc/hosts' }],
    ['an attribute that is no text', { pax: { 'SCHILY.xattr.security.capability': '\uFFFD' } }],
  ])('is refused when it would spoil %s', async (_, header) => {
    await expect(layerOf([...BASE, { name: './tmp/x', ...header }])).rejects.toThrow('tmp/x');
  });
});
