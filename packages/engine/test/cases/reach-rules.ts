import { design, type DesignBuilder } from '../builders.ts';
import { online, stackOn, tower, type Row } from './row.ts';

const lan = () => design().part('n', 'switch-64');
const web = (count = 1) =>
  stackOn(lan().part('m', 'server-x86-64', { count }).join('m', 'n'), 'debian-12', 'nginx-1-22');
const watched = () =>
  tower('server-x86-64', 'debian-12', 'grafana-11')
    .part('p', 'server-x86-64')
    .part('q', 'debian-12', { on: 'p' })
    .part('r', 'prometheus-2', { on: 'q' })
    .part('n', 'switch-64')
    .join('m', 'n');
/** A machine on a network of its own, which a firewall parts from the gateway. */
const guarded = (built: DesignBuilder) =>
  built
    .part('n', 'switch-64')
    .part('f', 'firewall')
    .part('g', 'internet-gateway')
    .join('m', 'n')
    .join('f', 'n')
    .join('f', 'g');
const database = () => tower('server-x86-64', 'debian-12', 'postgresql-15');
const vpn = (uplinkMbps: number) =>
  design()
    .part('v', 'vpn-gateway')
    .part('n', 'switch-64')
    .part('g', 'internet-gateway', { properties: { uplinkMbps } })
    .join('v', 'n')
    .join('g', 'n');

/** Who reaches whom. */
export const REACH_RULES: readonly Row[] = [
  {
    rule: 'SVC-1',
    what: 'a thin client and no terminal server',
    passes: stackOn(
      lan().part('c', 'thin-client').part('m', 'server-x86-64').join('c', 'n').join('m', 'n'),
      'debian-12',
      'xrdp-0-9',
    ),
    fails: lan().part('c', 'thin-client').join('c', 'n'),
    level: 'todo',
    stops: false,
    subjects: ['c-c'],
  },
  {
    rule: 'NET-3',
    what: 'Grafana and Prometheus on one network, and not',
    passes: watched().join('p', 'n'),
    fails: watched(),
    level: 'step',
    stops: false,
    subjects: ['c-s', 'c-r'],
  },
  {
    rule: 'NET-4',
    what: 'a mail server without a way to the Internet',
    passes: online(tower('server-x86-64', 'debian-12', 'postfix-3')),
    fails: tower('server-x86-64', 'debian-12', 'postfix-3'),
    level: 'step',
    stops: false,
    subjects: ['c-s'],
  },
  {
    rule: 'NET-4',
    what: 'a firewall passes on',
    passes: guarded(tower('server-x86-64', 'debian-12', 'unbound-1')),
    fails: stackOn(lan().part('m', 'server-x86-64').join('m', 'n'), 'debian-12', 'unbound-1'),
    level: 'step',
    stops: false,
    subjects: ['c-s'],
  },
  {
    rule: 'NET-5',
    what: 'two gateways of one network',
    passes: lan()
      .part('k', 'switch-64')
      .part('g', 'internet-gateway')
      .part('h', 'internet-gateway')
      .join('g', 'n')
      .join('h', 'k'),
    fails: lan().part('g', 'internet-gateway').part('h', 'internet-gateway').join('g', 'n').join('h', 'n'),
    level: 'step',
    stops: false,
    subjects: ['c-g', 'c-h'],
  },
  {
    rule: 'NET-8',
    what: 'a VPN without a gateway',
    passes: vpn(100),
    fails: lan().part('v', 'vpn-gateway').join('v', 'n'),
    level: 'step',
    stops: false,
    subjects: ['c-v'],
  },
  {
    rule: 'NET-9',
    what: 'a database behind a firewall, and beside the gateway',
    passes: guarded(database()),
    fails: online(database()),
    level: 'advice',
    stops: false,
    subjects: ['c-s', 'c-g'],
  },
  {
    rule: 'NET-9',
    what: 'a database with its web server on one machine',
    passes: online(tower('server-x86-64', 'debian-12', 'postgresql-15', 'nginx-1-22')),
    fails: online(database()),
    level: 'advice',
    stops: false,
    subjects: ['c-s', 'c-g'],
  },
  {
    rule: 'EOL-1',
    what: 'Windows 2000 in the Internet',
    passes: guarded(tower('x86-pc', 'windows-2000')),
    fails: online(tower('x86-pc', 'windows-2000')),
    level: 'advice',
    stops: false,
    subjects: ['c-o', 'c-g'],
  },
  {
    rule: 'NET-6',
    what: 'a balancer alone on its network',
    passes: web(2).part('b', 'load-balancer').join('b', 'n'),
    fails: lan().part('b', 'load-balancer').join('b', 'n'),
    level: 'todo',
    stops: false,
    subjects: ['c-b'],
  },
  {
    rule: 'NET-7',
    what: 'machines without a server behind a balancer',
    passes: web(2).part('b', 'load-balancer').join('b', 'n'),
    fails: stackOn(lan().part('m', 'server-x86-64').join('m', 'n'), 'debian-12')
      .part('b', 'load-balancer')
      .join('b', 'n'),
    level: 'step',
    stops: false,
    subjects: ['c-b'],
  },
  {
    rule: 'SPREAD-1',
    what: 'two web servers behind a balancer, and one',
    passes: web(2).part('b', 'load-balancer').join('b', 'n'),
    fails: web(1).part('b', 'load-balancer').join('b', 'n'),
    level: 'advice',
    stops: false,
    subjects: ['c-m', 'c-b'],
  },
];
