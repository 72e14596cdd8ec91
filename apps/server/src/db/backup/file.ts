import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';

/**
 * The file of a backup: gzip around frames, each a letter, the length of what follows, and that. First the head, then for
 * each table its rows and what they come to, at last a hash of all before. Nothing of it is ever in memory as a whole.
 */
export type Frame =
  | { readonly form: 'head'; readonly body: Head }
  | { readonly form: 'rows'; readonly body: Buffer }
  | { readonly form: 'sum'; readonly body: Sum };

export const FORMAT = 1;

const head = z.strictObject({
  patchbay: z.literal('backup'),
  format: z.literal(FORMAT),
  takenAt: z.string(),
  world: z.strictObject({ id: z.string(), demo: z.boolean() }),
  /** The last migration that the database had: when it was made, and its hash. */
  migration: z.strictObject({ at: z.number(), hash: z.string() }),
  tables: z.array(
    z.strictObject({
      schema: z.string(),
      name: z.string(),
      columns: z.array(z.string()),
      walled: z.boolean(),
    }),
  ),
});
export type Head = z.infer<typeof head>;

const sum = z.strictObject({ table: z.string(), rows: z.number(), sha256: z.string() });
export type Sum = z.infer<typeof sum>;

const MARKS = { head: 'H', rows: 'R', sum: 'S', end: 'E' } as const;
/** Rows are written in pieces of about this size, and no frame is larger. */
const MAX_FRAME = 1024 * 1024;

/** Counts and hashes the rows of one table, which COPY writes one to a line. */
export function tally() {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add: (bytes: Buffer) => {
      hash.update(bytes);
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows += 1;
    },
    sum: (table: string): Sum => ({ table, rows, sha256: hash.digest('hex') }),
  };
}

/** The bytes of frames, with the hash of all of them at the end. */
export async function* encode(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const { form, body } of frames) {
    const whole = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    for (let at = 0; at < whole.length; at += MAX_FRAME) {
      const bytes = framed(MARKS[form], whole.subarray(at, at + MAX_FRAME));
      hash.update(bytes);
      yield bytes;
    }
  }
  yield framed(MARKS.end, hash.digest());
}

function framed(mark: string, body: Buffer): Buffer {
  const start = Buffer.alloc(5);
  start.write(mark, 'latin1');
  start.writeUInt32BE(body.length, 1);
  return Buffer.concat([start, body]);
}

const DAMAGED = 'This is no whole backup of Patchbay, or it is damaged. Nothing was restored.';

/** The frames of a file. Throws with a sentence where anything of it is not as it was written, at the latest at its end. */
export async function* decode(file: string): AsyncGenerator<Frame> {
  const hash = createHash('sha256');
  const bytes = reader(file);
  for (;;) {
    const start = await bytes.take(5);
    const mark = start.toString('latin1', 0, 1);
    const length = start.readUInt32BE(1);
    if (length > MAX_FRAME) throw new Error(DAMAGED);
    const body = await bytes.take(length);
    if (mark === MARKS.end) {
      if (!body.equals(hash.digest()) || !(await bytes.isAtEnd())) throw new Error(DAMAGED);
      return;
    }
    hash.update(start).update(body);
    yield frameOf(mark, body);
  }
}

function frameOf(mark: string, body: Buffer): Frame {
  if (mark === MARKS.rows) return { form: 'rows', body };
  try {
    const said: unknown = JSON.parse(body.toString());
    if (mark === MARKS.head) return { form: 'head', body: head.parse(said) };
    if (mark === MARKS.sum) return { form: 'sum', body: sum.parse(said) };
  } catch {
    // Whatever it is, we did not write it.
  }
  throw new Error(DAMAGED);
}

/** Takes so many bytes at a time out of the file; throws where there are fewer, or where they cannot be unpacked. */
function reader(file: string) {
  const unpacked = createGunzip();
  // What goes wrong with the file is thrown to whoever reads what was unpacked.
  pipeline(createReadStream(file), unpacked).catch(() => {});
  const chunks = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next().catch((error: unknown) => {
      throw new Error(DAMAGED, { cause: error });
    });
    if (next.done) return false;
    held = Buffer.concat([held, next.value]);
    return true;
  };
  return {
    take: async (count: number): Promise<Buffer> => {
      while (held.length < count) if (!(await more())) throw new Error(DAMAGED);
      const taken = held.subarray(0, count);
      held = held.subarray(count);
      return taken;
    },
    isAtEnd: async () => held.length === 0 && !(await more()),
  };
}
