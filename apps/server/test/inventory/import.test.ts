import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataCenterDto } from '../../src/features/data-center/dto.ts';
import type { ImportDto } from '../../src/features/data-center/editing/dto.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { refused } from '../hosts/paper.ts';

/** Many hosts come in by a file: what it would do is shown row by row, then all of it is done or nothing. */

let server: TestApp;
let operator: Browser;
beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
});
afterAll(() => server.end());

const HEAD = 'site,rack,host,unit,arch,model,cpus,memory_mib,disk_gib,gpus,clock_mhz,year';
const file = (...lines: string[]) => [HEAD, ...lines].join('\r\n');
const preview = (csv: string) => operator.mutate<ImportDto>('inventory.previewImport', { csv });
const run = (csv: string, { added, changed }: Pick<ImportDto, 'added' | 'changed'>) =>
  operator.mutate<{ added: number; changed: number }>('inventory.importHosts', { csv, added, changed });

/** The inventory in the form that the page downloads. */
async function exported(): Promise<string> {
  const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
  const lines = sites.flatMap((site) =>
    site.racks.flatMap((rack) =>
      rack.hosts.map(({ name, rackUnit, arch, model, capacity, clockMhz, year }) =>
        [
          site.name,
          rack.name,
          name,
          rackUnit,
          arch,
          `"${model}"`,
          capacity.cpuMilli / 1000,
          capacity.memoryMiB,
          capacity.diskMiB / 1024,
          capacity.gpu,
          clockMhz,
          year,
        ].join(','),
      ),
    ),
  );
  return file(...lines);
}

it('what is downloaded and read again changes nothing', async () => {
  const csv = await exported();
  const shown = await preview(csv);
  expect(shown).toMatchObject({ added: 0, changed: 0, refused: 0, rows: [] });
  expect(shown.unchanged).toBeGreaterThan(40);
  expect(await run(csv, shown)).toEqual({ added: 0, changed: 0 });
});

it('rows are added and changed, and the same file again changes nothing', async () => {
  const csv = (await exported())
    .replace(/^Berlin-2,r1,r1-h01,1,(.*),32,/m, 'Berlin-2,r1,r1-h01,1,$1,48,')
    .concat('\r\nBerlin-2,r9,r9-h01,1,sparc64,"Sun Fire, V880",8,32768,600,0,900,2002\r\n');
  const shown = await preview(csv);
  expect(shown).toMatchObject({
    added: 1,
    changed: 1,
    refused: 0,
    rows: [
      { line: 2, host: 'r1-h01', outcome: 'changed', changes: ['cpus'] },
      { host: 'r9-h01', outcome: 'added' },
    ],
  });
  expect(await run(csv, shown)).toEqual({ added: 1, changed: 1 });
  expect(await preview(csv)).toMatchObject({ added: 0, changed: 0, refused: 0 });
  const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
  const rack = sites.flatMap(({ racks }) => racks).find(({ name }) => name === 'r9');
  expect(rack?.hosts).toMatchObject([
    { name: 'r9-h01', model: 'Sun Fire, V880', capacity: { cpuMilli: 8000 } },
  ]);
});

it('each row that is refused says why, and then nothing of the file is done', async () => {
  const csv = file(
    'Nowhere,r1,h,1,x86,M,1,1024,1,0,700,2000',
    'Berlin-2,r1,h-a,1,x86,M,1,1024,1,0,700,2000',
    'Berlin-2,new,h-b,1,pdp-11,M,1,1024,1,0,700,2000',
    'Berlin-2,new,h-c,2,x86,M,many,1024,1,0,700,2000',
    'Berlin-2,new,=h,3,x86,M,1,1024,1,0,700,2000',
    'Berlin-2,new,h-d,4,x86,M,1,1024,1,0,700',
    'Berlin-2,new,h-e,5,x86,M,1,1024,1,0,700,2000',
    'Berlin-2,new,h-e,6,x86,M,1,1024,1,0,700,2000',
    'Berlin-2,new,h-f,7,x86,M,1,1024,1,0,700,2000',
  );
  const shown = await preview(csv);
  expect(shown).toMatchObject({ added: 1, changed: 0, refused: 8 });
  expect(shown.rows.map(({ line, problem, column }) => [line, problem, column])).toEqual([
    [2, 'site', null],
    [3, 'unit-taken', 'rackUnit'],
    [4, 'arch', 'arch'],
    [5, 'number', 'cpus'],
    [6, 'name', 'name'],
    [7, 'fields', null],
    [8, 'twice', 'name'],
    [9, 'twice', 'name'],
    [10, null, null],
  ]);
  expect((await refused(run(csv, shown))).issues).toEqual(['import']);
  expect(await preview(await exported())).toMatchObject({ added: 0, changed: 0, refused: 0 });
});

it('what is not what was shown is not done, and what is no table is told', async () => {
  const csv = file('Berlin-2,new,h-z,9,x86,M,1,1024,1,0,700,2000');
  expect((await refused(run(csv, { added: 2, changed: 0 }))).issues).toEqual(['import']);
  for (const text of ['x', 'site,rack\r\n1,2', HEAD, `"${HEAD}`])
    expect((await refused(preview(text))).issues).toEqual(['table']);
  expect((await refused(preview('x'.repeat(900_001)))).code).toBe('BAD_INPUT');
});

it('two hosts change places in one file', async () => {
  const csv = (await exported())
    .replace(/^(Berlin-2,r1,r1-h01),1,/m, '$1,2,')
    .replace(/^(Berlin-2,r1,r1-h02),2,/m, '$1,1,');
  const shown = await preview(csv);
  expect(shown).toMatchObject({ changed: 2, refused: 0 });
  expect(await run(csv, shown)).toEqual({ added: 0, changed: 2 });
});

it('ten thousand rows are one request and one transaction', async () => {
  const lines = Array.from(
    { length: 10_000 },
    (_, n) =>
      `Tartu-1,m${Math.floor(n / 100)},m-${n},${(n % 100) + 1},x86-64,Rack server,16,65536,1000,0,2200,2024`,
  );
  const shown = await preview(file(...lines));
  expect(shown).toMatchObject({ added: 10_000, refused: 0, more: 9_500 });
  expect(await run(file(...lines), shown)).toEqual({ added: 10_000, changed: 0 });
  const lower = file(...lines.map((line) => line.replace('server,16,', 'server,8,')));
  const again = await preview(lower);
  expect(again).toMatchObject({ added: 0, changed: 10_000 });
  expect(await run(lower, again)).toEqual({ added: 0, changed: 10_000 });
  expect((await refused(preview(file(...lines, lines[0] ?? '')))).issues).toEqual(['table']);
});
