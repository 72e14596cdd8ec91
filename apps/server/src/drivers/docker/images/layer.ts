import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, pack, type Header, type Pack } from 'tar-stream';

/** What every entry of a root file system looks like, by its name. */
export type Listing = ReadonlyMap<string, string>;

export async function listingOf(tar: Readable): Promise<Listing> {
  const found = new Map<string, string>();
  await eachEntry(tar, (header, body) => {
    found.set(nameOf(header), looksOf(header));
    body.resume();
    return Promise.resolve();
  });
  return found;
}

/**
 * Writes the layer that turns the file system `base` into the one that `tar` holds: what is new or looks different, and a
 * whiteout for what is gone (OCI image spec, "Image Layer Filesystem Changeset"). Folders come before their content.
 */
export async function writeLayer(base: Listing, tar: Readable, to: Writable): Promise<void> {
  const layer = pack();
  const written = pipeline(layer, to);
  const run = async () => {
    const names = await writeChanges(base, tar, layer);
    for (const gone of whiteouts(base, names))
      layer.entry({ name: gone, mode: 0o644, mtime: new Date(0) }, '');
    layer.finalize();
  };
  await Promise.all([
    written,
    run().catch((error: unknown) => {
      layer.destroy(error as Error);
      throw error;
    }),
  ]);
}

/** The names that `tar` holds. */
async function writeChanges(base: Listing, tar: Readable, layer: Pack): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const written = new Set<string>();
  const folders = new Map<string, Header>();
  const put = (name: string, header: Header) => {
    // A layer that holds a file but not its folder would give the folder another owner and mode.
    written.add(name);
    const parent = path.posix.dirname(name);
    const folder = folders.get(parent);
    if (folder && !written.has(parent)) put(parent, folder);
    return layer.entry(header);
  };
  await eachEntry(tar, async (header, body) => {
    const name = nameOf(header);
    names.add(name);
    if (header.type === 'directory') folders.set(name, header);
    if (base.get(name) === looksOf(header)) {
      body.resume();
      return;
    }
    requireWhole(name, header, written);
    const sink = put(name, header);
    if (header.type === 'file') await pipeline(body, sink as unknown as Writable);
    else body.resume();
  });
  return names;
}

/** Refuses what this way of writing would spoil, rather than spoil it. */
function requireWhole(name: string, header: Header, written: ReadonlySet<string>): void {
  if (JSON.stringify(header.pax ?? null).includes('\uFFFD'))
    throw new Error(`${name} has an attribute that is not text`);
  if (header.type === 'link' && !written.has(clean(header.linkname)))
    throw new Error(`${name} is a second name of ${header.linkname}, which this layer does not hold`);
}

/** Only the topmost: what a missing folder held is gone with it. */
function whiteouts(base: Listing, names: ReadonlySet<string>): string[] {
  const gone = [...base.keys()].filter((name) => !names.has(name));
  const absent = new Set(gone);
  return gone
    .filter((name) => !absent.has(path.posix.dirname(name)))
    .map((name) => path.posix.join(path.posix.dirname(name), `.wh.${path.posix.basename(name)}`));
}

async function eachEntry(
  tar: Readable,
  visit: (header: Header, body: Readable) => Promise<void>,
): Promise<void> {
  const entries = extract();
  const read = async () => {
    for await (const entry of entries) await visit(entry.header, entry as unknown as Readable);
  };
  await Promise.all([pipeline(tar, entries as unknown as Writable), read()]);
}

const clean = (name: string) => path.posix.normalize(name).replace(/\/$/, '');
const nameOf = (header: Header) => clean(header.name);

function looksOf(header: Header): string {
  const { type, mode, uid, gid, size, mtime, linkname, devmajor, devminor, pax } = header;
  return JSON.stringify([type, mode, uid, gid, size, mtime.getTime(), linkname, devmajor, devminor, pax]);
}
