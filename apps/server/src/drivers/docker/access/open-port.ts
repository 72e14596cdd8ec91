import { Duplex } from 'node:stream';
import { DriverError, type Options } from '../../driver.ts';
import { demultiplexer } from '../demux.ts';
import type { Engine } from '../engine.ts';
import { attach } from '../exec.ts';

/** How long an answer may still go on once our side has said all it had to say. */
const LINGER_SECONDS = 10;
/** Podman 4.3 hands input on in messages of which its monitor keeps 8 KiB; the rest of a larger one is lost. */
const PIECE_BYTES = 8000;
const CLOSING_MS = 1000;

/**
 * Joins the command's input and output with a port of the machine. Input comes in pieces, each after a line with its
 * size and each acknowledged on the error output before the next is sent. The lines `end` and `close` stand for the end
 * of input, which Podman does not always pass on. Bash closes a connection only as a whole, so after `end` it waits for
 * the rest of the answer. Copies with dd: busybox's cat splices, which leaves an empty piece in the pipe, and Podman's
 * monitor then waits for ever in a read.
 */
const RELAY = `
exec 4<&0
{ exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || exit 1
{
  trap 'kill $copy' TERM
  dd bs=65536 status=none <&3 2>/dev/null & copy=$!
  wait $copy
  kill $$
} 2>/dev/null &
reader=$!
echo >&2
while read -r size <&4; do
  case $size in
    close) break ;;
    end) sleep "$2"; break ;;
    *) dd bs="$size" count=1 iflag=fullblock status=none <&4 >&3 2>/dev/null || break; echo >&2 ;;
  esac
done
kill $reader
`;

/** A connection to a port of a machine, made from inside, so nothing is published on the host. */
export async function openPort(
  engine: Engine,
  machineId: string,
  port: number,
  options: Options,
): Promise<Duplex> {
  const Cmd = ['bash', '-c', RELAY, 'relay', String(port), String(LINGER_SECONDS)];
  const { stream } = await attach(engine, machineId, { Cmd, Tty: false }, options);
  const connection = new Connection(stream);
  const abort = () =>
    connection.destroy(new DriverError('timeout', 'the port did not open in time', 'not-done'));
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
  /** What waits for the next acknowledgement, of the opening first. */
  #acknowledged: () => void;
  #refused: (cause: Error) => void;

  constructor(stream: Duplex) {
    super({ allowHalfOpen: true });
    this.#stream = stream;
    this.#acknowledged = () => {};
    this.#refused = () => {};
    this.opened = new Promise((resolve, reject) => {
      this.#acknowledged = resolve;
      this.#refused = reject;
    });
    const take = demultiplexer((from, bytes) => {
      if (from === 'err') this.#acknowledged();
      else if (!this.push(bytes)) stream.pause();
    });
    stream.on('data', take);
    stream.once('end', () => this.#over());
    stream.once('close', () => this.#over());
    stream.on('error', (cause) => this.destroy(cause));
  }

  /** The other side has closed, so nobody hears us either. */
  #over(): void {
    this.#refused(new DriverError('not-found', 'nothing answers on this port', 'not-done'));
    this.push(null);
    this.end();
    this.resume();
  }

  override _read(): void {
    this.#stream.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk, done);
  }

  #send(rest: Buffer, done: () => void): void {
    if (rest.length === 0 || this.#stream.destroyed) {
      done();
      return;
    }
    const piece = rest.subarray(0, PIECE_BYTES);
    this.#acknowledged = () => this.#send(rest.subarray(piece.length), done);
    this.#stream.write(Buffer.concat([Buffer.from(`${piece.length}\n`), piece]));
  }

  override _final(done: () => void): void {
    if (!this.#stream.destroyed) this.#stream.write('end\n');
    done();
  }

  override _destroy(cause: Error | null, done: (error?: Error | null) => void): void {
    if (cause) this.#refused(cause);
    if (!this.#stream.destroyed) {
      this.#stream.end('close\n');
      this.#stream.resume();
      // The relay ends at that line, and the stream with it.
      setTimeout(() => this.#stream.destroy(), CLOSING_MS).unref();
    }
    done(cause);
  }
}
