import { MAX_VERSIONS } from '@patchbay/engine/design';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type Browser, type TestApp } from '../../../test/app.ts';
import type { SavedVersionDto } from './dto.ts';
import { MAX_ABSTRACTIONS, MAX_CONTENT } from './limits.ts';

let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

const properties = (n: number) =>
  Object.fromEntries(Array.from({ length: n }, (_, k) => [`p${k}`, 'x'.repeat(40)]));
const decided = {
  name: 'Desk',
  summary: '',
  family: 'client',
  icon: 'stack',
  ports: [],
  parameters: [],
  visibility: 'team',
};
const pc = { id: 'c-pc', type: 'x86-pc', name: 'PC', count: 1, host: null, x: 0, y: 0 };
const save = (own: Record<string, string> = {}) =>
  ada.mutate<SavedVersionDto>('abstractions.save', {
    key: randomUUID(),
    ...decided,
    document: { version: 1, components: { 'c-pc': { ...pc, properties: own } }, connections: {} },
  });
const refusal = (sending: Promise<unknown>) =>
  sending.then(
    () => 'saved',
    (error: unknown) => /abstraction [\w-]+/.exec((error as Error).message + JSON.stringify(error))?.[0],
  );

it('a version is not larger than it may be', async () => {
  const one = JSON.stringify(properties(100)).length / 100;
  const [fits, over] = [MAX_CONTENT * 0.9, MAX_CONTENT * 1.1].map((size) =>
    properties(Math.floor(size / one)),
  );
  expect([await refusal(save(fits)), await refusal(save(over))]).toEqual(['saved', 'abstraction too-many']);
});

it('an abstraction has no more versions than it may have', async () => {
  const { abstraction } = await save();
  const next = ada.mutate('abstractions.saveVersion', {
    key: randomUUID(),
    id: abstraction.id,
    baseNo: MAX_VERSIONS,
    revision: 1,
    semver: '2.0.0',
    notes: '',
    ...decided,
  });
  expect(await refusal(next)).toBe('abstraction too-many-versions');
});

it('an account has no more abstractions than it may have, and one that is removed makes room', async () => {
  const { abstraction } = await save();
  await server.app.db.platform.tx(null, async (tx) => {
    await tx.db.execute(sql`insert into abstraction
      select id || n, account_id, name || n, summary, family, icon, source_design_id, latest_no, created_by, created_at, null
      from abstraction, generate_series(1, ${MAX_ABSTRACTIONS}::int) as n where id = ${abstraction.id}
      limit ${MAX_ABSTRACTIONS}::int - (select count(*)::int from abstraction where removed_at is null)`);
    await tx.db
      .execute(sql`insert into abstraction_version (id, account_id, abstraction_id, no, semver, notes, content, inside,
        source_revision, catalog_version_id, hash, saved_at, saved_by, visibility)
      select a.id, a.account_id, a.id, 1, v.semver, '', v.content, v.inside, 1, v.catalog_version_id, v.hash, v.saved_at, v.saved_by, 'team'
      from abstraction a, abstraction_version v where v.abstraction_id = ${abstraction.id} and a.id like ${`${abstraction.id}_%`}`);
  });
  const full = await refusal(save());
  await ada.mutate('abstractions.remove', { id: abstraction.id });
  expect([full, await refusal(save())]).toEqual(['abstraction too-many-abstractions', 'saved']);
});
