import { once } from 'node:events';
import { connect } from 'node:net';
import { Duplex, PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { DriverError, type Access, type Key, type Terminal } from '../src/drivers/driver.ts';

/** A shell of a machine that is none: it echoes each line, writes a lot when told to, and leaves at `exit`. */
export interface FakeShell {
  readonly key: Key;
  readonly typed: () => string;
  readonly size: () => { cols: number; rows: number };
  readonly alive: () => boolean;
  readonly say: (text: string) => void;
  /** Bytes said that nobody has taken yet. */
  readonly unread: () => number;
}

export interface FakeMachines extends Access {
  readonly shells: FakeShell[];
  readonly files: Map<string, Buffer>;
  /** Which port of this computer stands for a port of the machine. */
  readonly ports: Map<number, number>;
}

export function fakeMachines(): FakeMachines {
  const shells: FakeShell[] = [];
  const files = new Map<string, Buffer>();
  const ports = new Map<number, number>();
  return {
    shells,
    files,
    ports,
    openTerminal: (_host, key, size) => Promise.resolve(fakeTerminal(shells, key, size)),
    openPort: async (_host, _key, port) => {
      const local = ports.get(port);
      if (local === undefined) throw new DriverError('not-found', 'connection refused', 'not-done');
      const socket = connect(local, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    },
    putFile: async (_host, _key, path, { content }) => {
      if ([...files.keys()].some((name) => name.startsWith(`${path}/`)))
        throw new DriverError('invalid', 'is a folder', 'not-done');
      files.set(path, await buffer(content));
    },
    getFiles: (_host, _key, path) => {
      const inside = [...files].filter(([name]) => name === path || name.startsWith(`${path}/`));
      if (inside.length === 0) throw new DriverError('not-found', 'no such file', 'not-done');
      const tar = pack();
      const base = path.slice(0, path.lastIndexOf('/') + 1);
      if (!files.has(path)) tar.entry({ name: `${path.slice(base.length)}/`, type: 'directory' });
      for (const [name, content] of inside) tar.entry({ name: name.slice(base.length) }, content);
      tar.entry({ name: '../../escape' }, 'out of the folder');
      tar.finalize();
      return Promise.resolve(Readable.from(tar));
    },
    logs: (_host, { component, idx }, { lines }) =>
      Promise.resolve(`${component} ${idx}: the last ${lines} lines\n`),
    run: () => Promise.resolve({ code: 0, out: '', err: '' }),
  };
}

function fakeTerminal(shells: FakeShell[], key: Key, first: { cols: number; rows: number }): Terminal {
  let typed = '';
  let size = first;
  let leave: (code: number) => void = () => {};
  const exit = new Promise<number>((resolve) => (leave = resolve));
  let alive = true;
  const screen = new PassThrough({ highWaterMark: 64 * 1024 });
  const io = new Duplex({
    read: () => void screen.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      typed += chunk.toString();
      if (chunk.toString() === 'exit\r') leave(0);
      io.push(chunk.toString().replaceAll('\r', '\r\n$ '));
      done();
    },
  });
  screen.on('data', (chunk) => {
    if (!io.push(chunk)) screen.pause();
  });
  screen.write('welcome\r\n$ ');
  shells.push({
    key,
    typed: () => typed,
    size: () => size,
    alive: () => alive,
    say: (text) => void screen.write(text),
    unread: () => screen.writableLength + screen.readableLength,
  });
  return {
    io,
    exit,
    resize: (to) => {
      size = to;
      return Promise.resolve();
    },
    kill: () => {
      alive = false;
      return Promise.resolve();
    },
  };
}
