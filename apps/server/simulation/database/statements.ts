import { protocol, type messages, type PGlite } from '@electric-sql/pglite';

const { serialize } = protocol;

/** The answer to one statement: its columns, and its rows in their order. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

interface Prepared {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly columns: readonly { readonly name: string; readonly type: number }[];
}

/** What has more values has a list among them and is seldom the same twice; so says the pool as well. */
const PREPARED_VALUES = 32;

const asText = (value: string): unknown => value;
const asJson = (value: string): unknown => JSON.parse(value);
/** By type, as the library of the pools reads them; times and large numbers stay text. */
const READERS: Readonly<Record<number, (value: string) => unknown>> = {
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

/** Statements on the one session of a database, each at once, and prepared when it is seen for the first time. */
export class Statements {
  readonly #database: PGlite;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** Statements without values, one after the other. */
  script(text: string): void {
    this.#send(serialize.query(text));
  }

  run(text: string, values: readonly unknown[]): Answer {
    const prepared = this.#prepared.get(text) ?? this.#prepare(text, values.length);
    const bound = serialize.bind({ statement: prepared.name, values: this.#written(prepared, values) });
    const found = this.#send(bound, serialize.execute(), serialize.sync());
    const rows = found.flatMap((message) => (message.name === 'dataRow' ? [fieldsOf(message)] : []));
    return {
      columns: prepared.columns.map(({ name }) => name),
      rows: rows.map((row) => row.map((field, at) => this.#read(field, prepared.columns[at]?.type ?? 0))),
    };
  }

  #prepare(text: string, values: number): Prepared {
    const name = values > PREPARED_VALUES ? '' : `s${this.#prepared.size}`;
    const parse = serialize.parse({ name, text });
    const found = this.#send(parse, serialize.describe({ type: 'S', name }), serialize.sync());
    const parameters = found.find((message) => message.name === 'parameterDescription');
    const row = found.find((message) => message.name === 'rowDescription');
    const prepared = {
      name,
      parameters: (parameters as messages.ParameterDescriptionMessage | undefined)?.dataTypeIDs ?? [],
      columns: ((row as messages.RowDescriptionMessage | undefined)?.fields ?? []).map((field) => ({
        name: field.name,
        type: field.dataTypeID,
      })),
    };
    if (name !== '') this.#prepared.set(text, prepared);
    return prepared;
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

  #read(field: string | null, type: number): unknown {
    if (field === null) return null;
    const reader = READERS[type] ?? this.#database.parsers[type];
    return reader ? reader(field) : field;
  }

  #send(...parts: readonly Uint8Array[]): messages.BackendMessage[] {
    const answer = this.#database.execProtocolRawSync(joined(parts));
    const found: messages.BackendMessage[] = [];
    new protocol.Parser().parse(answer, (message) => found.push(message));
    const failure = found.find((message) => message.name === 'error');
    // oxlint-disable-next-line typescript/only-throw-error -- the message of that name is an error of the database
    if (failure) throw failure;
    return found;
  }
}

const fieldsOf = (message: messages.BackendMessage) => (message as messages.DataRowMessage).fields;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
