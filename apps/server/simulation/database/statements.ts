import { protocol, type messages, type PGlite } from '@electric-sql/pglite';
import { bound, Reader } from './protocol.ts';

const { serialize } = protocol;

/** The answer to one statement: its columns, and its rows in their order. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

type Read = (value: string) => unknown;

interface Prepared {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly columns: readonly string[];
  /** Of each column. */
  readonly readers: readonly Read[];
}

/** What has more values has a list among them and is seldom the same twice; so says the pool as well. */
const PREPARED_VALUES = 32;

const asText: Read = (value) => value;
const asJson: Read = (value) => JSON.parse(value);
/** By type, as the library of the pools reads them; times and large numbers stay text. */
const READERS: Readonly<Record<number, Read>> = {
  16: (value) => value === 't',
  20: asText,
  21: Number,
  23: Number,
  26: Number,
  114: asJson,
  700: Number,
  701: Number,
  1082: asText,
  1114: asText,
  1184: asText,
  1700: asText,
  3802: asJson,
};
const JSON_TYPES = new Set([114, 3802]);
/** Of messages; see the protocol of the database. */
const ROW = 'D'.charCodeAt(0);
const ERROR = 'E'.charCodeAt(0);

/** Statements on the one session of a database, each at once, and prepared when it is seen for the first time. */
export class Statements {
  readonly #database: PGlite;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** Statements without values, one after the other. */
  script(text: string): void {
    this.#checked(this.#send(serialize.query(text)));
  }

  run(text: string, values: readonly unknown[]): Answer {
    const prepared = this.#prepared.get(text) ?? this.#prepare(text, values.length);
    const answer = this.#send(bound(prepared.name, this.#written(prepared, values)));
    return { columns: prepared.columns, rows: this.#rows(prepared, answer) };
  }

  /** Nearly all that is ever said is rows, so these are read here, and the rest by the library. */
  #rows({ readers }: Prepared, answer: Buffer): unknown[][] {
    const rows: unknown[][] = [];
    const reader = new Reader(answer);
    while (reader.next()) {
      if (reader.type === ERROR) this.#checked(answer);
      if (reader.type !== ROW) continue;
      const row: unknown[] = [];
      for (let at = 0, count = reader.count(); at < count; at += 1) {
        const field = reader.field();
        row.push(field === null ? null : (readers[at] ?? asText)(field));
      }
      rows.push(row);
    }
    return rows;
  }

  #prepare(text: string, values: number): Prepared {
    const name = values > PREPARED_VALUES ? '' : `s${this.#prepared.size}`;
    const asked = [
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ];
    const found = this.#checked(this.#send(Buffer.concat(asked)));
    const parameters = found.find((message) => message.name === 'parameterDescription');
    const row = found.find((message) => message.name === 'rowDescription');
    const fields = (row as messages.RowDescriptionMessage | undefined)?.fields ?? [];
    const prepared = {
      name,
      parameters: (parameters as messages.ParameterDescriptionMessage | undefined)?.dataTypeIDs ?? [],
      columns: fields.map((field) => field.name),
      readers: fields.map(({ dataTypeID }) => this.#readerOf(dataTypeID)),
    };
    if (name !== '') this.#prepared.set(text, prepared);
    return prepared;
  }

  #readerOf(type: number): Read {
    return READERS[type] ?? this.#database.parsers[type] ?? asText;
  }

  #written({ parameters }: Prepared, values: readonly unknown[]): (string | null)[] {
    return values.map((value, at) => {
      if (value === null || value === undefined) return null;
      if (typeof value === 'string') return value;
      if (typeof value === 'boolean') return value ? 't' : 'f';
      const type = parameters[at] ?? 0;
      if (JSON_TYPES.has(type)) return JSON.stringify(value);
      if (Array.isArray(value)) return this.#database.serializers[type]?.(value) ?? null;
      return value instanceof Date ? value.toISOString() : `${value as number | bigint}`;
    });
  }

  /** The answer, as it came; what is asked is answered before this returns. */
  #send(message: Uint8Array): Buffer {
    const parts: Buffer[] = [];
    const onRawData = (part: Uint8Array) => void parts.push(Buffer.from(part));
    void this.#database.execProtocolRawStream(message, { syncToFs: false, onRawData });
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  #checked(answer: Buffer): messages.BackendMessage[] {
    const found: messages.BackendMessage[] = [];
    new protocol.Parser().parse(answer, (message) => found.push(message));
    const failure = found.find((message) => message.name === 'error');
    // oxlint-disable-next-line typescript/only-throw-error -- the message of that name is an error of the database
    if (failure) throw failure;
    return found;
  }
}
