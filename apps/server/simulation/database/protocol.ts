/**
 * The two messages of the database's protocol that there are millions of: values for a statement on their way in, and rows on
 * their way out.
 */

const SYNC_AND_EXECUTE = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);
const BIND = 'B'.charCodeAt(0);
/** Type, length, no name of a portal, and the ends of what follows. */
const AROUND = 1 + 4 + 1 + 1 + 2 + 2 + 2;

/** Values for a prepared statement, which is then run; all as text. */
export function bound(name: string, values: readonly (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const length = AROUND + name.length + sizes.reduce((sum, size) => sum + 4 + size, 0);
  const message = Buffer.allocUnsafe(length + SYNC_AND_EXECUTE.length);
  let at = message.writeUInt8(BIND, 0);
  at = message.writeInt32BE(length - 1, at);
  at = message.writeUInt8(0, at);
  at += message.write(name, at, 'latin1');
  at = message.writeUInt8(0, at);
  at = message.writeInt16BE(0, at);
  at = message.writeInt16BE(values.length, at);
  for (const [n, value] of values.entries()) {
    at = message.writeInt32BE(value === null ? -1 : (sizes[n] ?? 0), at);
    if (value !== null) at += message.write(value, at);
  }
  at = message.writeInt16BE(0, at);
  message.set(SYNC_AND_EXECUTE, at);
  return message;
}

/** Goes through an answer, message by message and field by field. */
export class Reader {
  type = 0;
  #at = 0;
  #next = 0;
  readonly #answer: Buffer;

  constructor(answer: Buffer) {
    this.#answer = answer;
  }

  next(): boolean {
    if (this.#next >= this.#answer.length) return false;
    this.type = this.#answer.readUInt8(this.#next);
    this.#at = this.#next + 5;
    this.#next += 1 + this.#answer.readInt32BE(this.#next + 1);
    return true;
  }

  /** How many fields a row has. */
  count(): number {
    const count = this.#answer.readInt16BE(this.#at);
    this.#at += 2;
    return count;
  }

  field(): string | null {
    const length = this.#answer.readInt32BE(this.#at);
    this.#at += 4;
    if (length < 0) return null;
    const from = this.#at;
    this.#at += length;
    return this.#answer.toString('utf8', from, this.#at);
  }
}
