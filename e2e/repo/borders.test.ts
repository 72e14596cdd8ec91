import { describe, expect, it } from 'vitest';
import { importsBelow, isTest, linesWith, show, sourceFiles, type Import } from './tree.ts';

const production = (file: string) => !isTest(file);
const inside = (folder: string) => (target: string) => target.startsWith(`${folder}/`);
const oneOf = (names: string[]) => (target: string) =>
  names.some((name) => target === name || target.startsWith(`${name}/`));

/** Imports of a folder's production code that none of the allowed kinds covers. */
function strangers(folder: string, allowed: ((target: string) => boolean)[]): string[] {
  const found = importsBelow(folder, production);
  return found.filter(({ target }) => !allowed.some((covers) => covers(target))).map(show);
}

describe('the packages', () => {
  it('catalog knows zod only', () => {
    expect(strangers('packages/catalog/src', [inside('packages/catalog/src'), oneOf(['zod'])])).toEqual([]);
  });

  it('engine knows the catalog, zod and its two time libraries only', () => {
    const libraries = oneOf(['@patchbay/catalog', 'zod', 'temporal-polyfill', 'rrule-temporal']);
    expect(strangers('packages/engine/src', [inside('packages/engine/src'), libraries])).toEqual([]);
  });

  it('neither reads a clock', () => {
    const files = sourceFiles().filter(
      (file) => /^packages\/(engine|catalog)\/src\//.test(file) && production(file),
    );
    expect(linesWith(files, /new Date\(\)|Date\.now|performance\.now|Math\.random|Temporal\.Now/)).toEqual(
      [],
    );
  });
});

/** From the ground up: an area of the engine may use those below it. */
const levels = [
  ['time', 'money'],
  ['design'],
  ['constraints'],
  ['completion', 'placement', 'reservation', 'entitlement', 'metering'],
  ['scheduling', 'sla', 'control', 'rating', 'capacity-market'],
  ['invoicing', 'market'],
];
const levelOf = (area: string) => levels.findIndex((level) => level.includes(area));
const areaOf = (file: string) => /^packages\/engine\/src\/([^/]+)\//.exec(file)?.[1];

describe('the areas of the engine', () => {
  const crossing = () =>
    importsBelow('packages/engine/src').flatMap((found) => {
      const [from, to] = [areaOf(found.file), areaOf(found.target)];
      return from && to && from !== to ? [{ ...found, from, to }] : [];
    });

  it('all have a level', () => {
    const areas = new Set(sourceFiles().flatMap((file) => areaOf(file) ?? []));
    expect([...areas].filter((area) => levelOf(area) < 0)).toEqual([]);
  });

  it('use only areas below them', () => {
    expect(
      crossing()
        .filter(({ from, to }) => levelOf(from) <= levelOf(to))
        .map(show),
    ).toEqual([]);
  });

  it('enter each other by the door', () => {
    expect(
      crossing()
        .filter(({ target, to }) => !target.endsWith(`src/${to}/index.ts`))
        .map(show),
    ).toEqual([]);
  });
});

describe('the server', () => {
  const features = 'apps/server/src/features/';
  const featureOf = (file: string) =>
    file.startsWith(features) ? file.slice(features.length).split('/')[0] : undefined;
  const foreign = ({ file, target }: Import) => {
    const owner = featureOf(target);
    return owner !== undefined && owner !== featureOf(file);
  };

  it("keeps a feature's repository and tables to the feature", () => {
    const bad = importsBelow('apps/server/src/features', production).filter((found) => {
      if (!foreign(found)) return false;
      // A foreign key has to name the other feature's table.
      if ([found.file, found.target].every((file) => file.endsWith('/tables.ts'))) return false;
      return /\/(repository|tables)\.ts$/.test(found.target);
    });
    expect(bad.map(show)).toEqual([]);
  });

  it('reaches the database in three hops: a router imports no repository, no tables and no drizzle', () => {
    const bad = importsBelow('apps/server/src/features', (file) => file.endsWith('/router.ts')).filter(
      ({ target, typeOnly }) =>
        !typeOnly && /\/(repository|tables)\.ts$|^drizzle-orm|^postgres$/.test(target),
    );
    expect(bad.map(show)).toEqual([]);
  });

  it('reads its environment in one place', () => {
    const files = sourceFiles().filter((file) => file.startsWith('apps/server/src/') && production(file));
    const bad = linesWith(files, /process\.env/).filter(
      (line) => !line.startsWith('apps/server/src/settings.ts:'),
    );
    expect(bad).toEqual([]);
  });

  it('knows the library of its metrics in one place', () => {
    const bad = importsBelow('apps/server').filter(
      ({ file, target }) => target === 'prom-client' && file !== 'apps/server/src/metrics.ts',
    );
    expect(bad.map(show)).toEqual([]);
  });

  it('takes chance and the passing of time from one place, so that a simulation can decide them', () => {
    // These meet what no simulation has: a process and its log, sockets, real engines, and a database that is a process.
    const outside =
      /^apps\/server\/src\/((env|main|life)\.ts|(http|log|drivers\/docker|db\/(embedded|backup))\b)/;
    const files = sourceFiles().filter(
      (file) => file.startsWith('apps/server/src/') && production(file) && !outside.test(file),
    );
    const direct =
      /\b(Date\.now|Math\.random|randomUUID|setTimeout|setInterval|performance\.now|AbortSignal\.timeout)\b|new Date\(\)/;
    expect(linesWith(files, direct)).toEqual([]);
  });

  it('knows nothing of the web app and of the tests', () => {
    const bad = importsBelow('apps/server').filter(({ target }) =>
      /^(apps\/web|e2e)\/|^@patchbay\/web/.test(target),
    );
    expect(bad.map(show)).toEqual([]);
  });

  it('uses no transaction but withTx, and no raw SQL text', () => {
    const files = sourceFiles().filter((file) => file.startsWith('apps/server/') && production(file));
    expect(linesWith(files, /\.begin\(|\.transaction\(|\bsql\.raw\b/)).toEqual([]);
  });
});

describe('the web app', () => {
  it("takes from the server only the router's type", () => {
    const bad = importsBelow('apps/web').filter(
      ({ target, typeOnly }) =>
        /^@patchbay\/server|^apps\/server\//.test(target) &&
        !(typeOnly && target === '@patchbay/server/app-router'),
    );
    expect(bad.map(show)).toEqual([]);
  });

  it('imports React Flow in the canvas only, and where that is measured beside it', () => {
    const bad = importsBelow('apps/web').filter(
      ({ file, target }) => target.startsWith('@xyflow/') && !/^apps\/web\/(src|bench)\/canvas\//.test(file),
    );
    expect(bad.map(show)).toEqual([]);
  });

  it('has primitives that know neither router nor query', () => {
    const bad = importsBelow('apps/web/src/ui').filter(({ target }) =>
      /^(react-router|@tanstack|@trpc)|^apps\/web\/src\/(pages|canvas|routes|api\/client)\b/.test(target),
    );
    expect(bad.map(show)).toEqual([]);
  });

  it('uses no module of Node', () => {
    const bad = importsBelow('apps/web/src', production).filter(({ target }) => target.startsWith('node:'));
    expect(bad.map(show)).toEqual([]);
  });

  it('never sets HTML from text', () => {
    const files = sourceFiles().filter((file) => file.startsWith('apps/web/'));
    expect(linesWith(files, /dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML/)).toEqual([]);
  });
});

/** What the tests may take from the product: how it is installed and built, and a database to run beside it. */
const toolsOfTheProduct = [
  'apps/server/install.mjs',
  'apps/server/build.mjs',
  'apps/server/src/db/embedded.ts',
];

describe('the tests from outside', () => {
  it('import nothing of the product', () => {
    const bad = importsBelow('e2e').filter(
      ({ target }) => /^@patchbay\/|^(apps|packages)\//.test(target) && !toolsOfTheProduct.includes(target),
    );
    expect(bad.map(show)).toEqual([]);
  });
});
