import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import type { Key } from '../../../src/drivers/driver.ts';
import { accessOf, expectRefusal, soon, type World } from '../world.ts';

function put(w: World, key: Key, path: string, bytes: Buffer, size = bytes.length): Promise<void> {
  const content = Readable.from([bytes]);
  return accessOf(w.driver).putFile(w.bench.host, key, path, { size, content }, soon());
}

async function get(w: World, key: Key, path: string): Promise<Buffer> {
  const up = await accessOf(w.driver).getFiles(w.bench.host, key, path, soon());
  for await (const entry of up.pipe(extract())) return await buffer(entry);
  throw new Error('nothing came up');
}

export function filesContract(world: () => World): void {
  describe('files', () => {
    it('go down into a new folder and come up as they were, byte for byte', async () => {
      const w = world();
      const key = await w.runs('vm');
      const content = randomBytes(3_000_001);
      await put(w, key, "/srv/new/it's über.bin", content);
      expect((await get(w, key, "/srv/new/it's über.bin")).equals(content)).toBe(true);
      await put(w, key, '/empty', Buffer.alloc(0));
      expect((await get(w, key, '/empty')).length).toBe(0);
    });

    it('take the place of a file, and of nothing else in its folder', async () => {
      const w = world();
      const key = await w.runs('vm');
      await put(w, key, '/srv/one', Buffer.from('a much longer first version'));
      await put(w, key, '/srv/two', Buffer.from('two'));
      await put(w, key, '/srv/one', Buffer.from('second'));
      expect(await w.says(key, 'cat', '/srv/one', '/srv/two')).toBe('secondtwo');
    });

    it('do not take the place of a folder, which stays whole', async () => {
      const w = world();
      const key = await w.runs('vm');
      await put(w, key, '/srv/folder/deep/file', Buffer.from('whole'));
      await w.says(key, 'ln', '-s', '/srv/folder', '/srv/link');
      for (const path of ['/srv/folder', '/srv/folder/deep', '/srv/link', '/srv', '/'])
        await expectRefusal(put(w, key, path, Buffer.from('x')), 'invalid');
      expect(await w.says(key, 'cat', '/srv/folder/deep/file')).toBe('whole');
    });

    it('go into no folder that cannot be', async () => {
      const w = world();
      const key = await w.runs('vm');
      await put(w, key, '/srv/file', Buffer.from('whole'));
      await expectRefusal(put(w, key, '/srv/file/below', Buffer.from('x')), 'denied');
      expect(await w.says(key, 'cat', '/srv/file')).toBe('whole');
    });

    it('of another size than was said fail', async () => {
      const w = world();
      const key = await w.runs('vm');
      for (const size of [2, 20])
        await expectRefusal(put(w, key, '/srv/short', Buffer.from('ten bytes.'), size), 'engine');
    });

    it('that are not there are not found', async () => {
      const w = world();
      await expectRefusal(get(w, await w.runs('vm'), '/nowhere'), 'not-found');
    });
  });
}
