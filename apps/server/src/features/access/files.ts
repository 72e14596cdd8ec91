import path from 'node:path';
import { Readable } from 'node:stream';
import { extract, pack, type Extract, type Pack } from 'tar-stream';
import { DriverError } from '../../drivers/driver.ts';
import { PatchbayError } from '../../errors.ts';
import { readable, type Reached } from './right.ts';
import { within } from './within.ts';

export const MAX_UPLOAD = 1024 * 1024 * 1024;
const MAX_PATH = 1024;
const MAX_NAME = 255;
const OPEN_MS = 15_000;

/** A path in a machine: absolute, and already in its simplest form, so that it means what it says. */
function machinePath(text: string): string {
  const plain =
    text.startsWith('/') &&
    Buffer.byteLength(text) <= MAX_PATH &&
    text.split('/').every((name) => Buffer.byteLength(name) <= MAX_NAME) &&
    path.posix.normalize(text) === text &&
    !text.split('/').includes('..') &&
    !/\p{Cc}|\p{Cs}/u.test(text);
  if (!plain)
    throw new PatchbayError(
      'BAD_INPUT',
      'A path in a machine starts with a slash and has no . or .. in it. Nothing was changed.',
    );
  return text;
}

/** Puts one file into a machine while it arrives. `size` is what was promised; anything else fails. */
export async function upload(
  { access, host, key }: Reached,
  file: { path: string; size: number; content: Readable },
  signal: AbortSignal,
): Promise<void> {
  const target = machinePath(file.path);
  if (target.endsWith('/'))
    throw new PatchbayError('BAD_INPUT', 'A file needs a name at the end of its path. Nothing was changed.');
  if (file.size > MAX_UPLOAD)
    throw new PatchbayError(
      'TOO_LARGE',
      `A file has at most ${MAX_UPLOAD / 1024 ** 3} GiB. Nothing was changed.`,
    );
  try {
    await access.putFile(host, key, target, file, { signal });
  } catch (error) {
    throw isFolder(error) ?? readable(error);
  } finally {
    file.content.destroy();
  }
}

function isFolder(error: unknown): PatchbayError | null {
  if (!(error instanceof DriverError) || error.code !== 'invalid') return null;
  return new PatchbayError(
    'BAD_INPUT',
    'There is a folder at this path. It was left as it is; put a name for the file behind it.',
    { cause: error, issues: ['folder'] },
  );
}

export interface Download {
  /** What the browser is to call it. */
  readonly name: string;
  /** Bytes; null when it is not known before the end. */
  readonly size: number | null;
  readonly content: Readable;
}

/** A file of a machine as it is, or a folder as a tar file. */
export async function download(
  { access, host, key }: Reached,
  wanted: string,
  signal: AbortSignal,
): Promise<Download> {
  const source = machinePath(wanted);
  const opened = await within(
    OPEN_MS,
    (bounded) => access.getFiles(host, key, source, { signal: bounded }),
    signal,
  ).catch((error: unknown) => Promise.reject(readable(error)));
  const tar = extract();
  const stop = () => {
    opened.destroy();
    tar.destroy();
  };
  signal.addEventListener('abort', stop);
  pour(opened, tar).catch((error: unknown) => tar.destroy(asError(error)));
  const entries = tar[Symbol.asyncIterator]();
  const first = await entries.next().catch((error: unknown) => Promise.reject(readable(error)));
  const name = path.posix.basename(source) || 'files';
  if (first.done)
    throw new PatchbayError('NOT_FOUND', 'The machine has nothing at this path. Nothing was changed.');
  const entry = first.value;
  const isFile = entry.header.type === 'file';
  const content = Readable.from(isFile ? entry : packAgain(entry, entries));
  content.once('close', stop);
  return isFile ? { name, size: entry.header.size, content } : { name: `${name}.tar`, size: null, content };
}

type Source = Extract extends AsyncIterable<infer S> ? S : never;

/** The machine is the tenant's: a name in its tar that leads out of the folder must not reach somebody's disk. */
function packAgain(first: Source, rest: AsyncIterator<Source>): Pack {
  const tar = pack();
  const run = async () => {
    for (let next: IteratorResult<Source> = { value: first }; !next.done; next = await rest.next()) {
      const { header } = next.value;
      const safe = !header.name.startsWith('/') && !header.name.split('/').includes('..');
      if (safe && header.type === 'file') await pour(next.value, tar.entry(header));
      else next.value.resume();
      if (safe && (header.type === 'directory' || header.type === 'symlink')) tar.entry(header);
    }
    tar.finalize();
  };
  run().catch((error: unknown) => tar.destroy(asError(error)));
  return tar;
}

/** Node's own `pipeline` does not take the streams of the tar library. */
async function pour(from: AsyncIterable<unknown>, to: Extract | ReturnType<Pack['entry']>): Promise<void> {
  let closed = false;
  let goOn = () => {};
  to.on('drain', () => goOn());
  to.once('close', () => {
    closed = true;
    goOn();
  });
  for await (const chunk of from) {
    if (closed) return;
    if (!to.write(chunk)) await new Promise<void>((resolve) => (goOn = resolve));
  }
  to.end(null);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('a stream broke');
}
