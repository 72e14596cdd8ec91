import type { Reason, Shortage } from '@patchbay/engine/placement';
import { expect, test } from 'vitest';
import { filesErrors } from './access.ts';
import { eventText } from './events.ts';
import { keptList } from './kept.ts';
import { liveText } from './live.ts';
import { publishErrors } from './market/publish.ts';
import { reasonText } from './reasons.ts';
import { spareErrors, spareText } from './spares.ts';

test.each([
  ['repaired', { machines: 1 }, 'One machine had stopped and was started again'],
  ['repaired', { machines: 3 }, '3 machines had stopped and were started again'],
  [
    'moved',
    { from: 'h-1', to: 'h-2' },
    'h-1 failed. Everything was moved to h-2; names and addresses were kept',
  ],
  [
    'data-left',
    { from: 'h-1', to: 'h-2', left: 2, found: 0 },
    '2 volumes of data stay on h-1 for 7 days; on h-2 it starts empty',
  ],
  [
    'data-left',
    { from: 'h-1', to: 'h-2', left: 1, found: 1 },
    '1 volume of data stays on h-1 for 7 days; on h-2 it goes on with a spare copy',
  ],
  [
    'data-left',
    { from: '', to: 'h-2', left: 0, found: 1 },
    'A spare copy of 1 volume of data was found on h-2',
  ],
  ['follows-data', { on: 'h-2' }, 'It starts on h-2, where its data lies'],
  [
    'silent',
    { host: 'h-1', seconds: 58 },
    'h-1 does not answer. Data lies there, so it is waited for, up to 58 s, before everything is moved; nothing is charged meanwhile',
  ],
  ['resumed', {}, 'The host answers again and everything runs; nothing was moved'],
  ['starts-again', { on: 'h-1' }, 'There is room on h-1 again, so it starts once more by itself'],
  [
    'chosen',
    { on: 'h-1', volumes: 1 },
    'From the next start on, 1 volume of data on h-1 counts; what counted before is a spare copy',
  ],
  ['spare-deleted', { on: 'h-1', volumes: 2 }, 'The spare copy of 2 volumes of data on h-1 was deleted'],
  [
    'moved',
    { from: 'h-1', to: 'h-2', lost: 0 },
    'h-1 failed. Everything was moved to h-2; names and addresses were kept, no data was lost',
  ],
  [
    'moved',
    { from: 'h-1', to: 'h-2', lost: 2 },
    'h-1 failed. Everything was moved to h-2; names and addresses were kept, 2 volumes of data on h-1 are lost',
  ],
  [
    'stranded',
    { from: 'h-1' },
    'h-1 failed and no other host of its site has room. What ran there has stopped. It starts again by itself once there is room or what failed is back',
  ],
  [
    'stranded',
    { from: 'h-1', needed: 3, available: 1, stays: 'data' },
    'h-1 failed and no other host of its site has room: for 1 of 3 machines there was. What ran there has stopped. Its data lies at this site, so it waits here. It starts again by itself once there is room or what failed is back',
  ],
  [
    'at-risk',
    { host: 'h-1', needed: 1, available: 0, stays: 'grade' },
    'h-1 failed, and no other host has room for the next slot. No other site is as good as the one that is paid for, so it waits here. It begins once there is room or h-1 is back; what is not delivered is not charged',
  ],
  [
    'moved-site',
    { from: 'Tartu-1', to: 'Berlin-2', machines: 2, slots: 1, networks: 0 },
    'Tartu-1 has no room for it any more after a failure. 2 machines are made anew at Berlin-2, and one slot ahead begins there, with the same names and addresses. Its price stays as it was booked',
  ],
  [
    'planned-site',
    { from: 'Tartu-1', to: 'Berlin-2', slots: 2, networks: 1 },
    'Tartu-1 has no room for it any more after a failure. Its 2 slots begin as booked at Berlin-2, with the same names; one network has other addresses, since its own were taken there. Its price stays as it was booked',
  ],
  ['cleared', { volumes: 1 }, '1 volume of data was deleted'],
  ['cleared', { volumes: 2, spares: '' }, '2 volumes of data were deleted'],
  ['cleared', { volumes: 1, spares: 'h-2' }, '1 volume of data was deleted, and every spare copy on h-2'],
])('event %s, %o', (code, values: Record<string, string | number>, sentence) => {
  expect(eventText(code, values).text).toBe(sentence);
});

test('an event that is not known is shown as it is', () => {
  expect(eventText('some-news', { n: 1 })).toEqual({ glyph: 'advice', text: 'some news, n 1' });
});

const site = { siteId: 'site_1', siteName: 'This computer', when: 'never', freeFrom: null } as const;
const words = { catalog: null, nameOf: (id: string) => ({ 'c-d': 'Database' })[id] };
const of = (
  shortage: Shortage,
  needed: number,
  available: number,
  component: string | null = null,
): Reason => ({
  ...site,
  shortage,
  needed,
  available,
  component,
});
test.each([
  [
    of({ of: 'type', type: 'windows-98' }, 2, 0),
    'windows-98 cannot be made at This computer: only simulated sites have it',
  ],
  [
    of({ of: 'cpuMilli', arch: 'x86-64' }, 1, 0, 'c-d'),
    'Database finds no room at This computer: not enough processors on its x86-64 hosts',
  ],
  [
    of({ of: 'arch', arch: 'sparc64' }, 3, 1, 'c-d'),
    'Database finds room for 1 of 3 at This computer: it has no sparc64 host',
  ],
  [
    of({ of: 'host-closed', arch: 'x86-64' }, 1, 0, 'c-d'),
    'Database finds no room at This computer: x86-64 hosts there take no new work at the moment: they are drained or do not answer',
  ],
  [of({ of: 'pool', resourceClass: 'vlan' }, 3, 1), '1 of 3 networks (VLANs) free at This computer'],
])('a reason names the part and what it is short of: %j', (reason, sentence) => {
  const { what, why } = reasonText(reason, words);
  expect(`${what} ${why}`).toBe(sentence);
});

const own = (name: string, folder: string | null, idx = 0, several = false) => ({
  component: name,
  idx,
  name,
  several,
  folder,
});
test.each([
  [[own('Database', '/var/lib/postgresql')], '/var/lib/postgresql of Database'],
  [[own('Shared', null), own('Web', '/var/www', 1, true)], 'Shared, /var/www of Web, copy 2'],
  [[own('Web', '/var/www', 0, true), own('Web', '/var/www', 1, true)], '/var/www of Web, 2 copies'],
  [['a', 'b', 'c', 'd', 'e', 'f'].map((name) => own(name, null)), 'a, b, c, d, and 2 more'],
  [[], ''],
])('what is kept is named: %j', (data, sentence) => {
  expect(keptList(data)).toBe(sentence);
});

test('a folder where a file was to go is told from a path that is refused', () => {
  expect(filesErrors('upload', ['folder']).BAD_INPUT?.title).toBe('There is a folder at this path');
  expect(filesErrors('upload', []).BAD_INPUT?.title).toBe('The machine refused this path');
  expect(filesErrors('upload', []).NOT_FOUND?.title).toBe('The machine takes no file at this place');
  expect(filesErrors('download', []).NOT_FOUND?.title).toBe('There is nothing at this path');
});

test('a spare copy says what it is and how large, also when nothing of it is drawn any more', () => {
  const disk = { component: 'c-d', idx: 0, name: 'Shared', several: false, folder: null };
  const folder = { component: 'c-m', idx: 1, name: 'Database', several: true, folder: '/var/lib/data' };
  expect(spareText.names([disk, folder], 10)).toBe(
    'Shared, /var/lib/data of Database, copy 2; 10 GiB of disks',
  );
  expect(spareText.names([folder], 0)).toBe('/var/lib/data of Database, copy 2');
  expect(spareText.names([], 0)).toBe('data of parts that are not drawn any more');
});

test.each([
  ['under-way', 'A slot is under way'],
  ['silent', 'The host of this copy does not answer'],
  ['no-room', 'The host of this copy cannot take the slot that is booked'],
])('a spare copy that was not chosen says why: %s', (issue, title) => {
  expect(spareErrors([issue]).CONFLICT?.title).toBe(title);
});

test('deleting data names the spare copies that go too', () => {
  expect(liveText.deleteSpares(['h-1'])).toBe('and its spare copy on h-1');
  expect(liveText.deleteSpares(['h-1', 'h-2'])).toBe('and its spare copies on h-1, h-2');
});

test.each([
  [['inside unpublished'], 'Something inside of it is not published'],
  [['not bookable', 'needs-host c-s'], 'Nobody could book this version'],
  [['text: too long'], undefined],
])('a version that was not published says why: %j', (issues, title) => {
  expect(publishErrors(issues).BAD_INPUT?.title).toBe(title);
});
