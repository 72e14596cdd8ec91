import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Component, Connection, DesignDocument } from '@patchbay/engine/design';

/** Networks joined one after another until there are parts enough. Positions are pixels at 100 %. */
interface Network {
  readonly name: string;
  readonly parts: readonly string[];
  readonly joins: readonly (readonly [string, string])[];
}

export interface Input {
  readonly document: DesignDocument;
  readonly note: string;
}

const ARCHIVE = 'topology-zoo/topologies.tar.gz';
const BLOCK = 512;
/** Room of a part with what joins it: nothing overlaps, as in a drawing that a person would keep. */
const PITCH = { x: 424, y: 208 };

/**
 * A design of so many parts that stand by themselves: real networks of the Internet Topology Zoo (Knight et al.,
 * "The Internet Topology Zoo", 2011) where the data folder has them, else generated ones.
 */
export function inputOf(size: number, data: string | null): Input {
  const file = data === null ? null : path.join(data, ARCHIVE);
  const real = file !== null && existsSync(file);
  const networks = real ? zoo(file) : generated();
  const note = real ? 'networks of the Internet Topology Zoo' : 'generated networks: no data folder';
  return { document: designOf(networks, size), note };
}

function zoo(file: string): Network[] {
  return [...entriesOf(gunzipSync(readFileSync(file)))]
    .filter(({ name }) => name.endsWith('.graphml'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => readGraph(name, text));
}

/** The files of a tar archive (POSIX.1-1988 ustar): a header block, then the content in whole blocks. */
function* entriesOf(archive: Buffer): Generator<{ name: string; text: string }> {
  const field = (at: number, from: number, length: number) =>
    archive
      .toString('latin1', at + from, at + from + length)
      .split('\0')[0]
      ?.trim() ?? '';
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const size = Number.parseInt(field(at, 124, 12), 8) || 0;
    yield { name: field(at, 0, 100), text: archive.toString('utf8', at + BLOCK, at + BLOCK + size) };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function readGraph(name: string, text: string): Network {
  const parts = [...text.matchAll(/<node id="([^"]+)"/g)].map((found) => found[1] ?? '');
  const joins = [...text.matchAll(/<edge\b[^>]*>/g)].map(([tag]): [string, string] => [
    /source="([^"]+)"/.exec(tag)?.[1] ?? '',
    /target="([^"]+)"/.exec(tag)?.[1] ?? '',
  ]);
  return { name, parts, joins };
}

/** Trees of fan-out three, each with a few joins across: as sparse as the real ones. */
function generated(): Network[] {
  return Array.from({ length: 40 }, (_, n) => {
    const parts = Array.from({ length: 20 + ((n * 7) % 40) }, (__, i) => String(i));
    const tree = parts.slice(1).map((id, i): [string, string] => [id, String(Math.floor(i / 3))]);
    const across = tree.filter((_join, i) => i % 5 === 4).map(([id]): [string, string] => [id, '0']);
    return { name: `generated-${n}`, parts, joins: [...tree, ...across] };
  });
}

function designOf(networks: readonly Network[], size: number): DesignDocument {
  const components: Component[] = [];
  const connections: Connection[] = [];
  const columns = Math.ceil(Math.sqrt(size / 2));
  for (let n = 0; components.length < size; n += 1) {
    const network = networks[n % networks.length] as Network;
    const degree = degrees(network);
    const known = new Map<string, string>();
    for (const id of network.parts.slice(0, size - components.length)) {
      const nth = components.length;
      const type = (degree.get(id) ?? 0) > 1 ? 'switch-64' : 'server-x86-64';
      known.set(id, `c-${nth}`);
      components.push(partOf(`c-${nth}`, type, nth % columns, Math.floor(nth / columns)));
    }
    for (const [from, to] of network.joins) {
      const [a, b] = [known.get(from), known.get(to)];
      if (a === undefined || b === undefined || a === b) continue;
      connections.push(joinOf(`l-${connections.length}`, a, b, components));
    }
  }
  return {
    version: 1,
    components: Object.fromEntries(components.map((one) => [one.id, one])),
    connections: Object.fromEntries(connections.map((one) => [one.id, one])),
    groups: {},
  };
}

function degrees({ joins }: Network): Map<string, number> {
  const found = new Map<string, number>();
  for (const [a, b] of joins) if (a !== b) for (const id of [a, b]) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}

function partOf(id: string, type: string, column: number, row: number): Component {
  const place = { x: column * PITCH.x, y: row * PITCH.y };
  return { id, type, name: id, count: 1, host: null, group: null, properties: {}, ...place };
}

function joinOf(id: string, a: string, b: string, all: readonly Component[]): Connection {
  const end = (component: string) => {
    const type = all[Number(component.slice(2))]?.type;
    return { component, port: type === 'switch-64' ? 'port' : 'eth' };
  };
  return { id, a: end(a), b: end(b) };
}
