import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { lastOf } from './logs.ts';

/** What nobody holds any more is let go now rather than at some time, so that what is held can be counted. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** As an engine frames what a machine wrote: the output, the length, the bytes. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

describe('the end of a log', () => {
  it.each([
    ['nothing', [], { lines: 5, bytes: 100 }, ''],
    ['all of it', ['one\n', 'two\n'], { lines: 5, bytes: 100 }, 'one\ntwo\n'],
    ['exactly all of it', ['one\n', 'two\n'], { lines: 2, bytes: 8 }, 'one\ntwo\n'],
    ['its last lines', ['one\ntwo\n', 'three\n'], { lines: 2, bytes: 100 }, 'two\nthree\n'],
    ['a last line that goes on', ['one\n', 'two\n', 'thr'], { lines: 2, bytes: 100 }, 'two\nthr'],
    ['whole lines within the bytes', ['one\n', 'two\n', 'three\n'], { lines: 5, bytes: 12 }, 'two\nthree\n'],
    ['whole lines of one frame', ['one\ntwo\nthree\n'], { lines: 5, bytes: 8 }, 'three\n'],
    [
      'the end of a line that is too long',
      ['a'.repeat(50), 'b'.repeat(50)],
      { lines: 5, bytes: 10 },
      'bbbbbbbbbb',
    ],
    ['the end of a long line that has ended', [`${'a'.repeat(50)}\n`], { lines: 5, bytes: 4 }, 'aaa\n'],
  ])('is %s', async (_, texts, most, expected) => {
    expect(await lastOf(Readable.from(texts.map(frame)), most)).toBe(expected);
  });

  it('is all that is ever held, however much there is', async () => {
    const piece = 'x'.repeat(64 * 1024);
    const heldNow = () => {
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    let most = 0;
    const before = heldNow();
    function* much() {
      for (let n = 0; n < 6400; n += 1) {
        yield frame(piece);
        if (n % 640 === 639) most = Math.max(most, heldNow() - before);
      }
      yield frame('\nthe end\n');
    }
    const text = await lastOf(Readable.from(much()), { lines: 200, bytes: 256 * 1024 });
    expect(text).toBe('the end\n');
    // 400 MB came by. What was let go is given back a little later.
    expect(most).toBeLessThan(200 * 1024 * 1024);
  });
});
