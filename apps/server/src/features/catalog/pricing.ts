import {
  compareLines,
  lineKey,
  priceBook as priceBookSchema,
  priceLines,
  readValue,
  withLines,
  type PriceBook,
  type PriceLine,
} from '@patchbay/engine/rating';
import { MAX_AHEAD } from '@patchbay/engine/scheduling';
import type { App } from '../../context.ts';
import { readCsv } from '../../csv.ts';
import { hashOf, newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as people from '../session/directory.ts';
import type { PriceVersionDto, PriceVersionsDto, ReadPricesDto } from './dto.ts';
import * as repository from './repository.ts';
import { priceBookVersion } from './service.ts';
import { complete } from './shipped.ts';

const MAX_SHOWN = 100;
/** A start that passed while the form was open still is now. */
const SLACK_MS = 60_000;

/** Every version of the price book, the last first, with what each changed; and the lines that a draft begins with. */
export async function versions(app: App): Promise<PriceVersionsDto> {
  const { rows, base, dto } = await app.db.platform.tx(null, async (tx) => {
    const rows = await repository.priceBooks(tx, MAX_SHOWN + 1);
    const base = await baseAt(tx, tx.now);
    const lines = new Map<string, PriceLine[]>();
    for (const { id } of rows) lines.set(id, priceLines((await priceBookVersion(tx, id)).book));
    const no = new Map(rows.map((row) => [row.id, row.no]));
    // Those that follow are published later: where the next one does not withdraw it, none does.
    const withdrawn = rows.map((row, n) => (rows[n - 1]?.publishedAt ?? Infinity) < row.validFrom);
    const dto = rows.slice(0, MAX_SHOWN).map((row, n): Omit<PriceVersionDto, 'by'> => {
      const before = rows.find((one, m) => m > n && !withdrawn[m] && one.validFrom <= row.publishedAt);
      return {
        id: row.id,
        no: row.no,
        validFrom: iso(row.validFrom),
        publishedAt: iso(row.publishedAt),
        note: row.note,
        contentsOf: row.contentsOf === null ? null : (no.get(row.contentsOf) ?? null),
        state: withdrawn[n]
          ? 'withdrawn'
          : row.id === base.id
            ? 'current'
            : row.validFrom > tx.now
              ? 'ahead'
              : 'past',
        changes: before ? compareLines(lines.get(before.id) ?? [], lines.get(row.id) ?? []) : [],
      };
    });
    return { rows, base, dto };
  });
  const names = await people.namesOf(app, [...new Set(rows.flatMap(({ publishedBy }) => publishedBy ?? []))]);
  const by = new Map(
    rows.map(({ id, publishedBy }) => [id, publishedBy && (names.get(publishedBy)?.name ?? null)]),
  );
  return {
    currency: base.book.currency,
    baseId: base.id,
    nextNo: (rows[0]?.no ?? 0) + 1,
    ahead: base.ahead && { ...base.ahead, validFrom: iso(base.ahead.validFrom) },
    lines: priceLines(base.book),
    versions: dto.map((one) => ({ ...one, by: by.get(one.id) ?? null })),
  };
}

interface Base {
  readonly id: string;
  /** With the shipped prices of what it does not list. */
  readonly book: PriceBook;
  readonly ahead: { readonly id: string; readonly no: number; readonly validFrom: number } | null;
}

/** What a draft is made from: the version in force; and the one ahead, which the draft withdraws once it is published. */
async function baseAt(tx: Tx, at: number): Promise<Base> {
  const row = await repository.priceBookAt(tx, at);
  if (!row) throw notFound('price book');
  const ahead = await repository.priceBookAhead(tx, at);
  const { book } = await priceBookVersion(tx, row.id);
  return {
    id: row.id,
    book: await complete(tx, book),
    ahead: ahead ? { id: ahead.id, no: ahead.no, validFrom: ahead.validFrom } : null,
  };
}

/** The version in force and the one ahead, as the operator saw them: nothing else is overwritten or withdrawn unseen. */
interface Seen {
  readonly baseId: string;
  readonly aheadId: string | null;
}

/** The same once it is one's turn to publish. */
async function seenBase(tx: Tx, seen: Seen): Promise<Base & { at: number }> {
  const at = await repository.lockPublishing(tx);
  const base = await baseAt(tx, at);
  if (base.id !== seen.baseId || (base.ahead?.id ?? null) !== seen.aheadId) throw overtaken();
  return { ...base, at };
}

export interface NewPrices extends Seen {
  /** Null: from now on. */
  readonly validFrom: string | null;
  readonly note: string;
  readonly lines: readonly PriceLine[];
}

/** Publishes a version with other amounts, and withdraws the one ahead. What is booked keeps its price; what is quoted from then on has the new one (MTR-2). */
export async function publish(app: App, person: { id: string }, input: NewPrices): Promise<{ no: number }> {
  return app.db.platform.tx(null, async (tx) => {
    const base = await seenBase(tx, input);
    const { at } = base;
    const book = withLines(base.book, input.lines);
    if (!book) throw noPrices();
    const stored = (await priceBookVersion(tx, base.id)).book;
    if (compareLines(priceLines(stored), priceLines(book)).length === 0)
      throw new PatchbayError('BAD_INPUT', 'No price differs. Nothing was published.', { issues: ['same'] });
    return insert(tx, { book, validFrom: startOf(input.validFrom, at), at, by: person.id, note: input.note });
  });
}

/** Publishes the contents of an earlier version again, from now on, and withdraws the one ahead: what was published stays as it was. */
export async function rollBack(
  app: App,
  person: { id: string },
  input: Seen & { versionId: string; note: string },
): Promise<{ no: number }> {
  return app.db.platform.tx(null, async (tx) => {
    const base = await seenBase(tx, input);
    const { at } = base;
    const { book } = await priceBookVersion(tx, input.versionId);
    if (book.currency !== base.book.currency)
      throw new PatchbayError('CONFLICT', 'That version is in another currency. Nothing was published.', {
        issues: ['currency'],
      });
    return insert(tx, {
      book: await complete(tx, book),
      validFrom: at,
      at,
      by: person.id,
      note: input.note,
      contentsOf: input.versionId,
    });
  });
}

interface Published {
  readonly book: PriceBook;
  readonly validFrom: number;
  readonly at: number;
  readonly by: string;
  readonly note: string;
  readonly contentsOf?: string;
}

async function insert(tx: Tx, { book, at, by, ...rest }: Published): Promise<{ no: number }> {
  const content = priceBookSchema.parse(book);
  const id = newId('book');
  await repository.insertPriceBook(tx, {
    id,
    hash: hashOf(content),
    content,
    publishedAt: at,
    publishedBy: by,
    ...rest,
  });
  const [row] = await repository.priceBooks(tx, 1);
  if (row?.id !== id) throw new Error('a version that was just published is not the last one');
  return { no: row.no };
}

function startOf(wanted: string | null, at: number): number {
  if (wanted === null) return at;
  const from = Date.parse(wanted);
  if (from < at - SLACK_MS || from > at + MAX_AHEAD)
    throw new PatchbayError(
      'BAD_INPUT',
      'Prices begin now or within the time that can be booked ahead. Nothing was published; choose another start.',
      { issues: ['start'] },
    );
  return Math.max(from, at);
}

const COLUMNS = ['of', 'subject', 'part', 'amount'];

/** A file of prices, as the page downloads them: read exactly, and not published yet. */
export async function readPrices(app: App, csv: string): Promise<ReadPricesDto> {
  const { book } = await app.db.platform.tx(null, (tx) => baseAt(tx, tx.now));
  const known = new Map(priceLines(book).map((line) => [lineKey(line), line]));
  const [head, ...rows] = readCsv(csv) ?? [];
  if (!head || rows.length === 0 || COLUMNS.some((name, n) => head.fields[n] !== name))
    throw new PatchbayError(
      'BAD_INPUT',
      `This is no table of prices: its first line is ${COLUMNS.join(',')}. Nothing was changed.`,
      { issues: ['table'] },
    );
  const lines = new Map<string, PriceLine>();
  const problems: ReadPricesDto['problems'] = [];
  for (const { line, fields } of rows) {
    const [of = '', subject = '', part = '', amount = ''] = fields;
    const key = `${of}/${subject}/${part}`;
    const one = known.get(key);
    const value = one ? readValue(one.of, amount) : null;
    if (fields.length !== head.fields.length) problems.push({ line, problem: 'fields' });
    else if (!one) problems.push({ line, problem: 'unknown' });
    else if (lines.has(key)) problems.push({ line, problem: 'twice' });
    else if (value === null) problems.push({ line, problem: 'value' });
    else lines.set(key, { ...one, value });
  }
  return { lines: [...lines.values()], problems: problems.slice(0, MAX_SHOWN) };
}

function overtaken(): PatchbayError {
  return new PatchbayError(
    'CONFLICT',
    'Another version was published or began in the meantime. Nothing was changed; look at it, and publish again.',
    { issues: ['overtaken'] },
  );
}

function noPrices(): PatchbayError {
  return new PatchbayError(
    'BAD_INPUT',
    'One of these prices is none of this book, or too large. Nothing was published.',
    {
      issues: ['lines'],
    },
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
