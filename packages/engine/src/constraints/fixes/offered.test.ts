import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design, typeOf, type DesignBuilder } from '../../../test/builders.ts';
import { stackOn, tower } from '../../../test/cases/row.ts';
import { applyEdit } from '../../design/index.ts';
import { check, retype, type RuleId } from '../index.ts';

const fixesOf = ({ document }: DesignBuilder, rule: RuleId) =>
  check(document, shippedCatalog).find((finding) => finding.rule === rule)?.fixes ?? [];

/** Each fix in short: what is done, the parts that it names, and what it adds or puts in a place. */
const offered = (built: DesignBuilder, rule: RuleId) =>
  fixesOf(built, rule).map(({ action: { code, refs, values } }) => {
    const parts = Object.values(refs).map((id) => id.slice(2));
    const what = values['names'] ?? values['type'];
    return [code.replace('.action', ''), ...parts].join(' ') + (what === undefined ? '' : `: ${what}`);
  });

const lan = () => design().part('n', 'switch-64', { name: 'Switch' });
const balancer = () => lan().part('b', 'load-balancer').join('b', 'n');
const web = (built: DesignBuilder) => stackOn(built.part('m', 'server-x86-64'), 'debian-12', 'nginx-1-22');
const printer = () => lan().part('p', 'printer').join('p', 'n');
const twoSystems = (machine: string) =>
  design().part('m', machine).part('d', 'debian-12', { on: 'm' }).part('w', 'windows-98', { on: 'm' });
const full = (type: string, count: number) =>
  design().part('n', type).part('m', 'x86-pc', { count }).join('m', 'n');

const database = (built: DesignBuilder) =>
  stackOn(built.part('g', 'internet-gateway').part('m', 'server-x86-64'), 'debian-12', 'postgresql-15');

const SERVERS = '2 × Server, x86-64 + Debian 12 + Apache 2.4';

describe('what is drawn is completed', () => {
  const ROWS: [string, RuleId, DesignBuilder, string[]][] = [
    [
      'a load balancer alone gets servers and a network',
      'NET-6',
      design().part('b', 'load-balancer'),
      [`beside.fresh b: ${SERVERS} and Switch, 64 ports`, 'remove b'],
    ],
    ['one on a network gets servers there', 'NET-6', balancer(), [`beside b n: ${SERVERS}`, 'remove b']],
    [
      'one beside an empty network gets servers there and is joined',
      'NET-6',
      lan().part('b', 'load-balancer'),
      [`beside.joined b n: ${SERVERS}`, 'remove b'],
    ],
    [
      'a server that is drawn and on no network is joined first, and named',
      'NET-6',
      web(balancer()),
      ['join m n', `beside b n: ${SERVERS}`, 'remove b'],
    ],
    [
      'the same where neither is on a network that is there',
      'NET-6',
      web(design().part('b', 'load-balancer')),
      ['bridge.fresh b m: Switch, 64 ports', `beside.fresh b: ${SERVERS} and Switch, 64 ports`, 'remove b'],
    ],
    [
      'both onto an empty network that is there',
      'NET-6',
      web(lan().part('b', 'load-balancer')),
      ['bridge b m n', 'bridge.fresh b m: Switch 2, 64 ports', `beside.joined b n: ${SERVERS}`, 'remove b'],
    ],
    [
      'a machine behind it that answers nothing gets what does',
      'NET-7',
      stackOn(balancer().part('m', 'server-x86-64').join('m', 'n'), 'debian-12'),
      ['add o: Apache 2.4', 'add o: nginx 1.22', `beside b n: ${SERVERS}`, 'remove b'],
    ],
    [
      'a bare one a system as well',
      'NET-7',
      balancer().part('m', 'server-x86-64').join('m', 'n'),
      [
        'add m: Debian 12 + Apache 2.4',
        'add m: Debian 12 + nginx 1.22',
        `beside b n: ${SERVERS}`,
        'remove b',
      ],
    ],
    [
      'what runs no web server gets servers beside it',
      'NET-7',
      stackOn(balancer().part('m', 'x86-pc').join('m', 'n'), 'windows-98'),
      [`beside b n: ${SERVERS}`, 'remove b'],
    ],
    [
      'a printer alone gets a computer and a network',
      'PRINT-1',
      design().part('p', 'printer'),
      ['beside.fresh p: x86 PC and Switch, 64 ports', 'remove p'],
    ],
    [
      'a computer that is drawn is joined first',
      'PRINT-1',
      printer().part('m', 'x86-pc', { name: 'PC' }),
      ['join m n', 'beside p n: PC 2 (x86 PC)', 'remove p'],
    ],
    [
      'a full switch is left alone',
      'PRINT-1',
      design()
        .part('n', 'switch-8')
        .part('p', 'printer', { count: 8 })
        .join('p', 'n')
        .part('m', 'x86-pc', { count: 8 }),
      ['remove p'],
    ],
    [
      'storage on a network without machines gets one',
      'STOR-2',
      lan().part('d', 'disk-array').join('d', 'n'),
      ['beside d n: Server, x86-64', 'remove d'],
    ],
    [
      'a gateway alone gets a network',
      'NET-1',
      design().part('g', 'internet-gateway'),
      ['join.fresh g: Switch, 64 ports'],
    ],
    [
      'a router alone gets the network that is there and a second one',
      'NET-10',
      lan().part('r', 'router'),
      [
        'join.also r n: Switch 2, 64 ports',
        'join.fresh r: Switch 2, 64 ports and Switch 3, 64 ports',
        'remove r',
      ],
    ],
    [
      'a line joins the two networks that are there',
      'LINK-6',
      lan().part('k', 'switch-8').part('l', 'leased-line'),
      [
        'join.both l k n',
        'join.also l k: Switch 2, 64 ports',
        'join.fresh l: Switch 2, 64 ports and Switch 3, 64 ports',
        'remove l',
      ],
    ],
    [
      'a service that nothing offers comes with everything that it takes, and the network',
      'SVC-1',
      design().part('c', 'thin-client').part('s', 'server-x86-64', { name: 'Server' }),
      ['beside.fresh c: Server 2, x86-64 + Debian 12 + Terminal server xrdp and Switch, 64 ports'],
    ],
    [
      'software beside a machine without a system goes there, on a system that both fit',
      'HOST-3',
      design().part('m', 'server-x86-64').part('s', 'postgresql-15'),
      [
        'hosting.system s m',
        ...[12, 11].map((n) => `hosting.new s: Server, x86-64 + Debian ${n}`),
        'hosting.new s: Server, x86-64 + Ubuntu 22.04',
      ],
    ],
    [
      'two devices on one cable meet on the network of one of them',
      'LINK-1',
      lan().part('a', 'server-x86-64').part('b', 'x86-pc').join('a', 'n').join('a', 'b'),
      ['join b n', 'link.switch a b: Switch 2, 64 ports', 'link.disconnect a b'],
    ],
    [
      'or on one that neither is on',
      'LINK-1',
      lan().part('a', 'server-x86-64').part('b', 'x86-pc').join('a', 'b'),
      ['bridge a b n', 'link.switch a b: Switch 2, 64 ports', 'link.disconnect a b'],
    ],
    [
      'a database in the Internet gets a firewall',
      'NET-9',
      database(lan()).join('m', 'n').join('n', 'g'),
      ['open g n: Firewall'],
    ],
    [
      'with a network of its own where no network stands between',
      'NET-9',
      database(design()).join('m', 'g'),
      ['open g m: Firewall and Switch, 64 ports'],
    ],
    [
      'and before a router as well',
      'NET-9',
      database(lan().part('r', 'router')).join('m', 'n').join('r', 'n').join('r', 'g'),
      ['open g r: Firewall and Switch 2, 64 ports'],
    ],
  ];
  it.each(ROWS)('%s (%s)', (_, rule, built, fixes) => {
    expect(offered(built, rule)).toEqual(fixes);
  });
});

describe('what does not fit is replaced', () => {
  const ROWS: [string, RuleId, DesignBuilder, string[]][] = [
    [
      'a board by a machine of the processor that is asked for, or the system by another',
      'ARCH-1',
      tower('board-arm64', 'windows-98'),
      [
        'replace.host m: x86 PC',
        'replace.host m: Small server, x86-64',
        'replace.part o: Debian 12',
        'replace.part o: Debian 11',
      ],
    ],
    [
      'a server by one of its sort, and by the smallest machine that fits',
      'ARCH-1',
      tower('server-sparc64', 'debian-12'),
      [
        'replace.host m: Server, x86-64',
        'replace.host m: Small server, x86-64',
        'replace.part o: Solaris 8',
        'replace.part o: Solaris 9',
      ],
    ],
    [
      'of two systems the one that fits stays, or the other gets a machine',
      'ARCH-1',
      twoSystems('board-arm64'),
      ['hosting.crowded d', 'hosting.new w: x86 PC', 'hosting.new w: Server, x86-64'],
    ],
    [
      'the one that runs there is the first to stay',
      'HOST-2',
      twoSystems('x86-pc'),
      ['hosting.crowded w', 'hosting.crowded d', 'hosting.new w: x86 PC', 'hosting.new d: Server, x86-64'],
    ],
    [
      'of two that run there the one with more on it',
      'HOST-2',
      twoSystems('server-x86-64').part('s', 'wordperfect-8', { on: 'w' }),
      ['hosting.crowded w', 'hosting.crowded d', 'hosting.new w: x86 PC', 'hosting.new d: Server, x86-64'],
    ],
    [
      'a full switch by a larger one, or there are more of it',
      'PORT-1',
      full('switch-8', 9),
      [
        'replace.part n: Switch, 24 ports',
        'port.copies n: Switch, 8 ports',
        'replace.part n: VLAN',
        'link.disconnect n m',
      ],
    ],
    [
      'the largest one by what has more room',
      'PORT-1',
      full('switch-64', 65),
      ['port.copies n: Switch, 64 ports', 'replace.part n: VLAN', 'link.disconnect n m'],
    ],
    [
      'a machine with too few ports by one of its sort that takes its system',
      'PORT-1',
      ['a', 'b', 'c'].reduce(
        (made, name) => made.part(name, 'switch-8').join('m', name),
        tower('server-small-x86-64', 'windows-98'),
      ),
      ['replace.host m: Server, x86-64', 'link.disconnect m c'],
    ],
  ];
  it.each(ROWS)('%s (%s)', (_, rule, built, fixes) => {
    expect(offered(built, rule)).toEqual(fixes);
  });
});

describe('names', () => {
  const names = ({ document }: DesignBuilder, rule: RuleId) =>
    fixesOf({ document } as DesignBuilder, rule).map(({ edit }) =>
      Object.values(applyEdit(document, edit).components).map(({ name }) => name),
    );

  it('of new parts that stand by themselves are free, what is hosted is told apart by its host', () => {
    const built = lan()
      .part('s', 'server-x86-64', { name: 'Server' })
      .part('o', 'debian-12', { on: 's', name: 'Debian 12' })
      .part('c', 'thin-client')
      .join('c', 'n');
    expect(names(built, 'SVC-1')).toEqual([
      ['Switch', 'Server', 'Debian 12', 'c', 'Server 2', 'Debian 12', 'Terminal server xrdp'],
    ]);
  });

  it.each([
    ['Board', 'PC 2'],
    ['Board 2', 'PC 2'],
    ['Arm board', 'PC 2'],
    ['My board', 'My board'],
  ])('%s becomes %s where there is a PC', (name, becomes) => {
    const built = design().part('p', 'x86-pc', { name: 'PC' }).part('m', 'board-arm64', { name });
    const part = built.model.byId.get('c-m');
    expect(part && retype(built.model, part, typeOf('x86-pc'))).toMatchObject({ name: becomes });
  });
});
