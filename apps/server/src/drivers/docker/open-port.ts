import { Duplex } from 'node:stream';
import { DriverError, type Options } from '../driver.ts';
import { demultiplexer } from './demux.ts';
import type { Engine } from './engine.ts';
import { attach } from './exec.ts';

/** How long an answer may still go on once our side has said all it had to say. */
const LINGER_SECONDS = 10;

/**
 * Joins the command's input and output with a port of the machine. Bash can close a connection only as a whole, so after
 * the end of input it waits a while for the rest of the answer. A line on the error output says that it is open.
 */
const RELAY = `
exec 3<>"/dev/tcp/127.0.0.1/$1" 4<&0 || exit 1
echo open >&2
cat <&3 2>/dev/null & reader=$!
cat <&4 >&3 2>/dev/null & writer=$!
exec 3>&- 4<&-
wait -n
for ((tenth = 0; tenth < $2; tenth++)); do
  kill -0 $reader 2>/dev/null || break
  sleep 0.1
done
kill $reader $writer 2>/dev/null
`;

/** A connection to a port of a machine, made from inside, so nothing is published on the host. */
export async function openPort(
  engine: Engine,
  machineId: string,
  port: number,
  options: Options,
): Promise<Duplex> {
  const Cmd = ['bash', '-c', RELAY, 'relay', String(port), String(LINGER_SECONDS * 10)];
  const { stream } = await attach(engine, machineId, { Cmd, Tty: false }, options);
  const connection = new Connection(stream);
  const abort = () => connection.destroy();
  options.signal.addEventListener('abort', abort, { once: true });
  try {
    await connection.opened;
  } finally {
    options.signal.removeEventListener('abort', abort);
  }
  return connection;
}

class Connection extends Duplex {
  readonly opened: Promise<void>;
  readonly #stream: Duplex;

  constructor(stream: Duplex) {
    super({ allowHalfOpen: true });
    this.#stream = stream;
    this.opened = new Promise((resolve, reject) => {
      const refuse = () => {
        reject(new DriverError('not-found', 'nothing answers on this port', 'not-done'));
        this.destroy();
      };
      const take = demultiplexer((from, bytes) => {
        if (from === 'err') resolve();
        else if (!this.push(bytes)) stream.pause();
      });
      stream.on('data', take);
      stream.once('end', () => {
        refuse();
        this.push(null);
      });
      stream.once('close', () => {
        refuse();
        this.destroy();
      });
      stream.on('error', (cause) => this.destroy(cause));
    });
  }

  override _read(): void {
    this.#stream.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#stream.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#stream.end(done);
  }

  override _destroy(cause: Error | null, done: (error?: Error | null) => void): void {
    this.#stream.destroy();
    done(cause);
  }
}
