import { reservedMeter } from '@patchbay/engine/metering';
import type { Catalog } from '@patchbay/catalog';
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
import { shippedPriceBook } from './price-book.ts';
import * as repository from './repository.ts';
import { currentPriceBook, newestCatalog, priceBookVersion } from './service.ts';

const MAX_SHOWN = 100;
/** A start that passed while the form was open still is now. */
const SLACK_MS = 60_000;

/** Every version of the price book, the last first, with what each changed; and the lines that a draft begins with. */
export async function versions(app: App): Promise<PriceVersionsDto> {
  const { rows, latest, dto } = await app.db.platform.tx(null, async (tx) => {
    const rows = await repository.priceBooks(tx, MAX_SHOWN + 1);
    const { id: current } = await currentPriceBook(tx);
    const books = new Map<string, PriceLine[]>();
    for (const { id } of rows) books.set(id, priceLines((await priceBookVersion(tx, id)).book));
    const latest = await latestOf(tx);
    const no = new Map(rows.map((row) => [row.id, row.no]));
    const dto = rows.slice(0, MAX_SHOWN).map((row, n): Omit<PriceVersionDto, 'by'> => {
      const before = rows[n + 1];
      return {
        id: row.id,
        no: row.no,
        validFrom: iso(row.validFrom),
        publishedAt: iso(row.publishedAt),
        note: row.note,
        contentsOf: row.contentsOf === null ? null : (no.get(row.contentsOf) ?? null),
        state: row.id === current ? 'current' : row.validFrom > tx.now ? 'ahead' : 'past',
        changes: before ? compareLines(books.get(before.id) ?? [], books.get(row.id) ?? []) : [],
      };
    });
    return { rows, latest, dto };
  });
  const names = await people.namesOf(app, [...new Set(rows.flatMap(({ publishedBy }) => publishedBy ?? []))]);
  const by = new Map(
    rows.map(({ id, publishedBy }) => [id, publishedBy && (names.get(publishedBy)?.name ?? null)]),
  );
  return {
    currency: latest.book.currency,
    latestId: latest.id,
    latestNo: latest.no,
    lines: priceLines(latest.book),
    versions: dto.map((one) => ({ ...one, by: by.get(one.id) ?? null })),
  };
}

/** The last version that was published, with the shipped prices of what the catalog has and it does not list. */
async function latestOf(tx: Tx): Promise<{ id: string; no: number; book: PriceBook }> {
  const [row] = await repository.priceBooks(tx, 1);
  if (!row) throw notFound('price book');
  const { book } = await priceBookVersion(tx, row.id);
  const { catalog } = await newestCatalog(tx);
  return { id: row.id, no: row.no, book: { ...book, prices: [...book.prices, ...unlisted(book, catalog)] } };
}

function unlisted({ prices }: PriceBook, { types }: Catalog): PriceBook['prices'] {
  const listed = new Set(prices.map(({ type }) => type));
  return types.flatMap((type) => {
    const meter = listed.has(type.id) ? null : reservedMeter(type);
    if (meter === null) return [];
    const shipped = shippedPriceBook.prices.find((price) => price.type === type.id);
    return [shipped ?? { type: type.id, meter, perHourMicros: 0, perProperty: [] }];
  });
}

export interface NewPrices {
  /** The last version that the operator saw: what was published since is not overwritten unseen. */
  readonly baseId: string;
  /** Null: from now on. */
  readonly validFrom: string | null;
  readonly note: string;
  readonly lines: readonly PriceLine[];
}

/** Publishes a version with other amounts. What is booked keeps its price; what is quoted from then on has the new one (MTR-2). */
export async function publish(app: App, person: { id: string }, input: NewPrices): Promise<{ no: number }> {
  return app.db.platform.tx(null, async (tx) => {
    const at = await repository.lockPublishing(tx);
    const latest = await latestOf(tx);
    if (latest.id !== input.baseId) throw overtaken();
    const book = withLines(latest.book, input.lines);
    if (!book) throw noPrices();
    const stored = (await priceBookVersion(tx, latest.id)).book;
    if (compareLines(priceLines(stored), priceLines(book)).length === 0)
      throw new PatchbayError('BAD_INPUT', 'No price differs. Nothing was published.', { issues: ['same'] });
    return insert(tx, { book, validFrom: startOf(input.validFrom, at), at, by: person.id, note: input.note });
  });
}

/** Publishes the contents of an earlier version again, from now on: what was published stays as it was. */
export async function rollBack(
  app: App,
  person: { id: string },
  input: { versionId: string; baseId: string; note: string },
): Promise<{ no: number }> {
  return app.db.platform.tx(null, async (tx) => {
    const at = await repository.lockPublishing(tx);
    const latest = await latestOf(tx);
    if (latest.id !== input.baseId) throw overtaken();
    const { book } = await priceBookVersion(tx, input.versionId);
    if (book.currency !== latest.book.currency)
      throw new PatchbayError('CONFLICT', 'That version is in another currency. Nothing was published.', {
        issues: ['currency'],
      });
    return insert(tx, {
      book,
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
  const { book } = await app.db.platform.tx(null, latestOf);
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
    'Another version was published in the meantime. Nothing was changed; look at it, and publish again.',
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
