import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rows } from '../app.ts';
import { PROCEDURES } from '../procedures.ts';
import { unfiltered, type Unfiltered } from './row-security-alone.ts';
import { unwalked, WAYS } from './routes.ts';
import { ACTORS, CANARY, twoTenants, type Actor, type Tenants } from './tenants.ts';
import { ask, inputOf, isAdmitted, leaksOf, namesSomething, withUnknownIds } from './walk.ts';

let tenants: Tenants;
let alone: Unfiltered;
beforeAll(async () => {
  tenants = await twoTenants();
  alone = unfiltered(tenants.world.url, 'patchbay_app');
});
afterAll(async () => {
  await alone.pool.end();
  await tenants.end();
});
// Everybody walks from one address, more often in a minute than anybody may.
beforeEach(() => rows(tenants.world.app, sql`delete from rate_limit`));

const WALKED = PROCEDURES.map((procedure) => [procedure.path, procedure] as const);
const STRANGERS: readonly Actor[] = ['other viewer', 'other owner', 'removed'];

/** By actor, where each was shown something of the first tenant's. */
const shown = new Map<Actor, Set<string>>();
function note(actor: Actor, where: string, text: string): void {
  if (!text.toLowerCase().includes(CANARY.first)) return;
  shown.set(actor, (shown.get(actor) ?? new Set()).add(where));
}

/** Every row of the first tenant, as the database has it. */
async function firstsRows(): Promise<unknown> {
  const tables = await rows(
    tenants.world.app,
    sql`select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'account_id' order by 1`,
  );
  const all: Record<string, unknown> = {};
  for (const { t } of tables) {
    const table = sql.identifier(String(t));
    const [row] = await rows(
      tenants.world.app,
      sql`select coalesce(jsonb_agg(to_jsonb(x) order by to_jsonb(x)::text), '[]') as rows from ${table} x where account_id = ${tenants.ids['accountId']}`,
    );
    all[String(t)] = row?.['rows'];
  }
  return all;
}

describe.each([
  ['as it is', ACTORS],
  // Who gets past a policy, in an account of their own; nobody else reaches a table.
  ['with row-level security alone', [...STRANGERS, 'operator'] as const],
])('ISO-1: two tenants, %s', (way, walkers) => {
  beforeAll(() => {
    if (way !== 'as it is') Object.assign(tenants.world.app.db, { app: alone.pool });
  });

  it.each(WALKED)('%s', async (path, procedure) => {
    const seen = await Promise.all(
      walkers.map(async (actor) => {
        const answer = await ask(tenants, actor, procedure, inputOf(tenants, actor, path));
        note(actor, path, answer.text);
        const refused =
          answer.code === 'FORBIDDEN' || (answer.code === 'UNAUTHENTICATED' && path !== 'session.signIn');
        return {
          actor,
          refused: refused ? answer.code : null,
          internal: answer.code === 'INTERNAL',
          stack: answer.text.includes('"stack":'),
          leaks:
            procedure.policy === 'operator' && actor === 'operator'
              ? []
              : leaksOf(tenants, actor, { ...answer, path }),
        };
      }),
    );
    const expected = walkers.map((actor) => {
      const nobody = ['anonymous', 'expired', 'signed out'].includes(actor);
      const refusal = nobody ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      const refused = isAdmitted(actor, procedure) ? null : refusal;
      return { actor, refused, internal: false, stack: false, leaks: [] };
    });
    expect(seen).toEqual(expected);
  });

  it.each(WAYS.map((one) => [one.route, one] as const))('%s', async (route, { visit, expected }) => {
    for (const actor of walkers) {
      const { status, text } = await visit(tenants.actors[actor], tenants);
      note(actor, route, text);
      expect({ actor, status, leaks: leaksOf(tenants, actor, { text }) }).toEqual({
        actor,
        status: expected[actor],
        leaks: [],
      });
    }
  });

  it('what is somebody else’s and what is nothing answer alike, whatever names it', async () => {
    for (const procedure of PROCEDURES) {
      for (const actor of STRANGERS) {
        const forged = inputOf(tenants, actor, procedure.path);
        if (!isAdmitted(actor, procedure) || !namesSomething(tenants, forged)) continue;
        const [foreign, unknown] = await Promise.all(
          [forged, withUnknownIds(tenants, forged)].map((input) => ask(tenants, actor, procedure, input)),
        );
        const told = ({ status, code, message }: typeof foreign & {}) => ({ status, code, message });
        expect({ path: procedure.path, ...told(foreign!) }).toEqual({
          path: procedure.path,
          ...told(unknown!),
        });
        expect({ path: procedure.path, code: foreign?.code }).toEqual({
          path: procedure.path,
          code: 'NOT_FOUND',
        });
      }
    }
  });

  it('nobody of another tenant changes a row, whatever they name', async () => {
    const before = await firstsRows();
    for (const procedure of PROCEDURES.filter(({ form }) => form === 'mutation'))
      for (const actor of STRANGERS)
        await ask(tenants, actor, procedure, inputOf(tenants, actor, procedure.path));
    expect(await firstsRows()).toEqual(before);
  });
});

it('has walked every route that the server has', () => {
  expect(unwalked(tenants.world.http)).toEqual([]);
});

it('no log line has a word of a tenant', () => {
  expect(tenants.logged()).toContain('"call"');
  expect(tenants.logged()).not.toMatch(/zqcanary/i);
});

describe('the walk itself', () => {
  it('shows their own things to members, in many places', () => {
    const places = (actor: Actor) => [...(shown.get(actor) ?? [])].sort();
    expect(places('viewer')).toEqual(
      expect.arrayContaining(['designs.get', 'environments.watch', 'invoices.get']),
    );
    expect(places('owner')).toEqual(expect.arrayContaining([...places('viewer'), 'GET /api/files']));
    expect(places('viewer').length).toBeGreaterThan(12);
  });

  it('drops hundreds of filters, and finds what leaks once nothing else stands behind them', async () => {
    expect(alone.dropped()).toBeGreaterThan(300);
    const open = unfiltered(tenants.world.url, 'patchbay_platform');
    Object.assign(tenants.world.app.db, { app: open.pool });
    const leaking: string[] = [];
    for (const procedure of PROCEDURES.filter(({ form }) => form !== 'mutation')) {
      const answer = await ask(
        tenants,
        'other owner',
        procedure,
        inputOf(tenants, 'other owner', procedure.path),
      );
      if (leaksOf(tenants, 'other owner', { ...answer, path: procedure.path }).length > 0)
        leaking.push(procedure.path);
    }
    await open.pool.end();
    expect(leaking).toMatchInlineSnapshot(`
      [
        "members.list",
        "designs.list",
        "designs.get",
        "designs.revision",
        "abstractions.library",
        "abstractions.get",
        "reservations.list",
        "reservations.quoteRevision",
        "environments.list",
        "environments.get",
        "environments.watch",
        "budgets.get",
      ]
    `);
  });
});
