import { applyEdit, EMPTY_DESIGN, type Component, type DesignDocument } from '@patchbay/engine/design';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book } from '../../../test/book.ts';
import type { DesignDto } from '../designs/dto.ts';
import type { EnvironmentDto } from '../environments/dto.ts';
import type { LibraryDto, SavedVersionDto, UsageDto } from './dto.ts';

let server: TestApp;
let ada: Browser;
let eve: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  eve = await server.customer('Eve');
});
afterAll(() => server.end());

const part = (id: string, type: string, more: Partial<Component> = {}): Component => ({
  id,
  type,
  name: id,
  count: 1,
  host: null,
  group: null,
  properties: {},
  x: 0,
  y: 0,
  ...more,
});
const drawn = (...components: Component[]): DesignDocument =>
  applyEdit(EMPTY_DESIGN, { do: 'add', components, connections: [] });
const pc = drawn(part('c-pc', 'x86-pc'), part('c-system', 'windows-98', { host: 'c-pc' }));
const memory = {
  name: 'memory',
  label: 'Memory',
  targets: [{ part: 'c-pc', property: 'memoryMiB' }],
  default: 256,
  changeable: false,
};
const decided = {
  name: 'Desk',
  summary: '',
  family: 'client',
  icon: 'stack',
  ports: [{ name: 'eth', label: 'eth', part: 'c-pc', port: 'eth' }],
  parameters: [memory],
  visibility: 'team',
};

const save = (who: Browser, more: object = {}) =>
  who.mutate<SavedVersionDto>('abstractions.save', { key: randomUUID(), ...decided, document: pc, ...more });

/** A newer version, out of a source design with some more. */
async function saveNext(who: Browser, { abstraction }: SavedVersionDto, more: object = {}) {
  const source = await who.query<DesignDto>('designs.get', { id: abstraction.sourceDesignId });
  const document = applyEdit(source.document, {
    do: 'add',
    components: [part('c-more', 'x86-pc')],
    connections: [],
  });
  const { revision } = await who.mutate<{ revision: number }>('designs.save', {
    id: source.id,
    baseRevision: source.revision,
    document,
  });
  const numbers = { id: abstraction.id, baseNo: abstraction.versions[0]?.no, revision };
  return who.mutate<SavedVersionDto>('abstractions.saveVersion', {
    key: randomUUID(),
    ...numbers,
    semver: '1.1.0',
    notes: 'One more PC',
    ...decided,
    ...more,
  });
}

async function designOf(who: Browser, name: string, document: DesignDocument): Promise<DesignDto> {
  const { id } = await who.mutate<DesignDto>('designs.create', { key: randomUUID(), name });
  await who.mutate('designs.save', { id, baseRevision: 1, document });
  return who.query<DesignDto>('designs.get', { id });
}

const issuesOf = (refused: Promise<unknown>) =>
  refused.then(
    () => ['nothing refused'],
    (error: unknown) => JSON.stringify(error, Object.getOwnPropertyNames(error)),
  );

it('S2, S7: what was saved is booked alone, with what was chosen, and runs by its parts', async () => {
  const { content } = await save(ada);
  const desk = part('c-desk', content.id, { count: 2, properties: { memory: 512 } });
  const { id } = await designOf(ada, 'Office', drawn(desk));
  const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  const booked = await book(ada, { designId: id, revision: 2, start, end: start + HOUR });
  await server.skip(start + 20 * MINUTE);
  const running = await ada.query<EnvironmentDto>('environments.get', { id: booked.environmentId });
  expect(running.parts.map(({ component, idx, state }) => [component, idx, state])).toEqual([
    ['c-desk.0', 0, 'running'],
    ['c-desk.0', 1, 'running'],
  ]);
  const claims = await rows(
    server.app,
    sql`select distinct memory_mib from host_claim where component = 'c-desk.0'`,
  );
  expect(claims).toEqual([{ memory_mib: '512' }]);
});

it('a source design is found with its abstraction, and not among the designs', async () => {
  const { abstraction } = await save(ada, { name: 'Hidden' });
  const source = await ada.query<DesignDto>('designs.get', { id: abstraction.sourceDesignId });
  const list = await ada.query<{ id: string }[]>('designs.list');
  expect([source.abstractionId, list.some(({ id }) => id === source.id)]).toEqual([abstraction.id, false]);
});

it('50 designs use a version, and a newer one changes none of them', async () => {
  const first = await save(ada, { name: 'Common' });
  const made = await Promise.all(
    Array.from({ length: 50 }, (_, n) => designOf(ada, `User ${n}`, drawn(part('c-x', first.content.id)))),
  );
  const next = await saveNext(ada, first, { name: 'Common' });
  expect([next.content.version, next.content.parts.map(({ no }) => no)]).toEqual(['1.1.0', [2, 0, 1]]);
  const after = await Promise.all(made.map(({ id }) => ada.query<DesignDto>('designs.get', { id })));
  expect(after).toEqual(made);
  const usages = await ada.query<UsageDto[]>('abstractions.usages', { id: first.abstraction.id });
  expect(usages.flatMap(({ parts }) => parts.map(({ semver }) => semver))).toEqual(
    Array.from({ length: 50 }, () => '1.0.0'),
  );
}, 60_000);

it('two who save the next version at once: one does, the other is told', async () => {
  const first = await save(ada, { name: 'Raced' });
  await saveNext(ada, first, { name: 'Raced' });
  const second = saveNext(ada, { ...first, abstraction: { ...first.abstraction } }, { semver: '1.2.0' });
  expect(await issuesOf(second)).toContain('CONFLICT');
});

it.each([
  ['a version that is not later', { semver: '1.0.0' }, 'abstraction version-order'],
  [
    'a parameter about what is not there',
    { parameters: [{ ...memory, targets: [{ part: 'c-no', property: 'cpu' }] }] },
    'abstraction parameter',
  ],
  [
    'a port that is not there',
    { ports: [{ name: 'eth', label: 'eth', part: 'c-pc', port: 'nose' }] },
    'abstraction port',
  ],
])('%s is refused', async (_, more, issue) => {
  const first = await save(ada, { name: 'Strict' });
  expect(await issuesOf(saveNext(ada, first, more))).toContain(issue);
});

it('a version that contains a version of itself is refused, however deep it is', async () => {
  const inner = await save(ada, { name: 'Inner' });
  const outer = await save(ada, {
    name: 'Outer',
    document: drawn(part('c-in', inner.content.id)),
    ports: [],
    parameters: [],
  });
  const { sourceDesignId } = inner.abstraction;
  await ada.mutate('designs.save', {
    id: sourceDesignId,
    baseRevision: 1,
    document: drawn(part('c-out', outer.content.id)),
  });
  const round = ada.mutate('abstractions.saveVersion', {
    key: randomUUID(),
    id: inner.abstraction.id,
    baseNo: 1,
    revision: 2,
    semver: '2.0.0',
    notes: '',
    ...decided,
    ports: [],
    parameters: [],
  });
  expect(await issuesOf(round)).toContain('abstraction itself');
});

it('ISO-1: a design that names a version of another account has a part of unknown type, and is not booked', async () => {
  const { content } = await save(ada, { name: 'Secret desk' });
  const design = await designOf(eve, 'Guess', drawn(part('c-x', content.id)));
  const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  const booking = book(eve, { designId: design.id, revision: 2, start, end: start + HOUR });
  expect(await issuesOf(booking)).toContain('TYPE-1 c-x');
  expect([design.abstractions, (await eve.query<LibraryDto>('abstractions.library')).contents]).toEqual([
    [],
    [],
  ]);
  expect(await issuesOf(eve.query('abstractions.diff', { from: content.id, to: content.id }))).toContain(
    'NOT_FOUND',
  );
});

it('ISO-1: row-level security alone keeps a foreign version from being read, changed or noted as used', async () => {
  const { content } = await save(ada, { name: 'Walled' });
  const design = await designOf(eve, 'Wall', drawn(part('c-pc', 'x86-pc')));
  const me = await eve.query<{ account: { id: string } }>('session.me');
  const asEve = { accountId: me.account.id };
  const seen = await server.app.db.app.tx(asEve, (tx) =>
    tx.db.execute(sql`select id from abstraction_version where id = ${content.id}`),
  );
  expect([...seen]).toEqual([]);
  const changed = await server.app.db.app.tx(asEve, (tx) =>
    tx.db.execute(
      sql`update abstraction_version set visibility = 'public' where id = ${content.id} returning id`,
    ),
  );
  expect([...changed]).toEqual([]);
  const noted = server.app.db.app.tx(asEve, (tx) =>
    tx.db.execute(
      sql`insert into abstraction_use (account_id, design_id, revision, version_id) values (${me.account.id}, ${design.id}, 2, ${content.id})`,
    ),
  );
  await expect(noted).rejects.toMatchObject({ cause: { code: '42501' } });
});

it('a private version is its author’s alone, until a design of the account uses it', async () => {
  const { abstraction, content } = await save(ada, { name: 'Private desk', visibility: 'private' });
  const mate = await server.customer('Mate');
  await ada.mutate('members.add', { email: 'mate@test.example', role: 'designer' });
  const me = await ada.query<{ account: { id: string } }>('session.me');
  const request: Browser['request'] = (method, path, init = {}) =>
    mate.request(method, path, {
      ...init,
      headers: { ...init.headers, 'x-patchbay-account': me.account.id },
    });
  const library = async () => {
    const url = '/api/trpc/abstractions.library';
    const { body } = await request('GET', url);
    return (body as { result: { data: LibraryDto } }).result.data;
  };
  const knows = ({ abstractions, contents }: LibraryDto) => [
    abstractions.some(({ id }) => id === abstraction.id),
    contents.some(({ id }) => id === content.id),
  ];
  expect(knows(await library())).toEqual([false, false]);
  const source = encodeURIComponent(JSON.stringify({ id: abstraction.sourceDesignId }));
  expect((await request('GET', `/api/trpc/designs.get?input=${source}`)).status).toBe(404);
  const inHours = async (n: number) => new Date((await server.now()) + n * 3_600_000).toISOString();
  const slot = { start: await inHours(1), end: await inHours(2) };
  const wanted = JSON.stringify({ designId: abstraction.sourceDesignId, revision: 1, ...slot });
  const quoted = `/api/trpc/reservations.quote?input=${encodeURIComponent(wanted)}`;
  expect((await request('GET', quoted)).status).toBe(404);
  const body = JSON.stringify({ id: abstraction.sourceDesignId });
  expect((await request('POST', '/api/trpc/designs.remove', { body })).status).toBe(404);
  const shared = await save(ada, { name: 'Shared desk' });
  await expect(saveNext(ada, shared, { visibility: 'private' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await designOf(ada, 'Uses it', drawn(part('c-x', content.id)));
  expect(knows(await library())).toEqual([true, true]);
});

it('one that is withdrawn stays with who uses it, and is nobody else’s any more', async () => {
  const { content } = await save(ada, { name: 'Published' });
  const publish = (set: ReturnType<typeof sql>) =>
    server.app.db.platform.tx(null, (tx) =>
      tx.db.execute(sql`update abstraction_version set ${set} where id = ${content.id}`),
    );
  await publish(
    sql`visibility = 'public', published_at = clock(), publisher = 'Ada', facts = '{}', price_per_hour_micros = 0`,
  );
  const using = await designOf(eve, 'Uses a public one', drawn(part('c-x', content.id)));
  await publish(sql`withdrawn_at = clock()`);
  const late = await server.customer('Latecomer');
  const without = await designOf(late, 'Too late', drawn(part('c-x', content.id)));
  const again = await eve.query<DesignDto>('designs.get', { id: using.id });
  await eve.mutate('designs.save', { id: using.id, baseRevision: 2, document: using.document });
  const saved = await eve.query<DesignDto>('designs.get', { id: using.id });
  const known = [without, again, saved].map(({ abstractions }) => abstractions.map(({ id }) => id));
  expect(known).toEqual([[], [content.id], [content.id]]);
});

it('what is removed is not offered any more, and stays where it is used', async () => {
  const { abstraction, content } = await save(ada, { name: 'Removed' });
  const design = await designOf(ada, 'Keeps it', drawn(part('c-x', content.id)));
  await ada.mutate('abstractions.remove', { id: abstraction.id });
  const { abstractions } = await ada.query<LibraryDto>('abstractions.library');
  expect(abstractions.some(({ id }) => id === abstraction.id)).toBe(false);
  expect(await ada.query<DesignDto>('designs.get', { id: design.id })).toEqual(design);
});

it('the content of a version never changes, not even for the platform', async () => {
  const { content } = await save(ada, { name: 'Fixed' });
  const change = server.app.db.platform.tx(null, (tx) =>
    tx.db.execute(sql`update abstraction_version set semver = '9.9.9' where id = ${content.id}`),
  );
  await expect(change).rejects.toMatchObject({
    cause: { message: expect.stringContaining('abstraction_version') },
  });
});
