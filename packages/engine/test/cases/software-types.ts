import { design } from '../builders.ts';
import { online, stackOn, tower } from './row.ts';
import { towers, type TypeCases } from './type-case.ts';

/** Software of the turn of the century. */
const CLASSICS: TypeCases = {
  'apache-1-3': towers('x86-pc / red-hat-7 / apache-1-3', 'server-x86-64 / debian-12 / apache-1-3', 'OS-1'),
  'iis-5': towers('x86-pc / windows-2000 / iis-5', 'x86-pc / windows-nt-4 / iis-5', 'OS-1'),
  'squid-4': towers('x86-pc / windows-nt-4 / squid-4', 'server-x86-64 / debian-12 / squid-4', 'OS-1'),
  'wordperfect-8': towers(
    'x86-pc / windows-98 / wordperfect-8',
    'server-sparc64 / solaris-8 / wordperfect-8',
    'OS-1',
  ),
  'navigator-4': towers(
    'server-sparc64 / solaris-8 / navigator-4',
    'server-x86-64 / debian-12 / navigator-4',
    'OS-1',
  ),
  'jdk-1-3': towers('x86-pc / windows-2000 / jdk-1-3', 'x86-pc / windows-98 / jdk-1-3', 'OS-1'),
  'weblogic-6': towers(
    'workstation-sparc64 / solaris-8 / weblogic-6 / jdk-1-3',
    'workstation-sparc64 / solaris-8 / weblogic-6',
    'RUN-1',
  ),
  'oracle-8i': towers(
    'server-sparc64 / solaris-8 / oracle-8i',
    'server-sparc64 / solaris-10 / oracle-8i',
    'OS-1',
  ),
  'office-2000': towers(
    'x86-pc / windows-xp / office-2000',
    'server-x86-64 / debian-12 / office-2000',
    'OS-1',
  ),
  'eudora-5': towers('x86-pc / windows-98 / eudora-5', 'x86-pc / red-hat-7 / eudora-5', 'OS-1'),
  'itunes-6': towers('laptop / windows-xp / itunes-6', 'x86-pc / windows-98 / itunes-6', 'OS-1'),
};

/** What answers over a network. */
const SERVERS: TypeCases = {
  'apache-2-4': towers(
    'server-x86-64 / debian-12 / apache-2-4',
    'server-sparc64 / solaris-8 / apache-2-4',
    'OS-1',
  ),
  'nginx-1-22': towers('board-arm64 / debian-12 / nginx-1-22', 'x86-pc / windows-2000 / nginx-1-22', 'OS-1'),
  'haproxy-2-6': towers(
    'server-x86-64 / rocky-9 / haproxy-2-6',
    'server-x86-64 / windows-server-2022 / haproxy-2-6',
    'OS-1',
  ),
  'squid-5': towers('server-x86-64 / debian-12 / squid-5', 'server-x86-64 / debian-11 / squid-5', 'OS-1'),
  'postfix-3': {
    passes: online(tower('server-x86-64', 'debian-12', 'postfix-3')),
    fails: tower('server-x86-64', 'debian-12', 'postfix-3'),
    rule: 'NET-4',
  },
  'unbound-1': {
    passes: online(tower('server-arm64', 'alpine-3-20', 'unbound-1')),
    fails: tower('server-arm64', 'alpine-3-20', 'unbound-1'),
    rule: 'NET-4',
  },
  'xrdp-0-9': towers(
    'server-x86-64 / ubuntu-24-04 / xrdp-0-9',
    'server-x86-64 / alpine-3-20 / xrdp-0-9',
    'OS-1',
  ),
  'tomcat-10': towers(
    'server-x86-64 / debian-12 / tomcat-10 / openjdk-17',
    'server-x86-64 / debian-12 / tomcat-10',
    'RUN-1',
  ),
  'wordpress-6': towers(
    'server-x86-64 / debian-12 / wordpress-6 / php-8-2 / mariadb-10-11',
    'server-x86-64 / debian-12 / wordpress-6 / php-8-2',
    'SVC-1',
  ),
  'grafana-11': towers(
    'server-x86-64 / debian-12 / grafana-11 / prometheus-2',
    'server-x86-64 / debian-12 / grafana-11 / redis-7',
    'SVC-1',
  ),
  'prometheus-2': towers(
    'server-arm64 / debian-13 / prometheus-2',
    'server-sparc64 / solaris-10 / prometheus-2',
    'OS-1',
  ),
  'kafka-3': towers(
    'server-x86-64 / rocky-9 / kafka-3 / openjdk-8',
    'server-x86-64 / rocky-9 / kafka-3',
    'RUN-1',
  ),
  'rabbitmq-3': {
    passes: stackOn(design().part('m', 'server-x86-64', { count: 3 }), 'debian-12', 'rabbitmq-3'),
    fails: stackOn(design().part('m', 'server-x86-64', { count: 2 }), 'debian-12', 'rabbitmq-3'),
    rule: 'MAJ-1',
  },
  'elasticsearch-8': towers(
    'server-x86-64 / debian-12 / elasticsearch-8',
    'server-small-x86-64 / debian-12 / elasticsearch-8',
    'CPU-1',
  ),
  'solr-9': towers(
    'server-x86-64 / ubuntu-22-04 / solr-9 / openjdk-17',
    'server-x86-64 / ubuntu-22-04 / solr-9 / openjdk-8',
    'RUN-2',
  ),
};

/** What keeps data. */
const DATABASES: TypeCases = {
  'postgresql-15': towers(
    'server-x86-64 / debian-12 / postgresql-15',
    'x86-pc / windows-2000 / postgresql-15',
    'OS-1',
  ),
  'postgresql-16': towers(
    'server-arm64 / ubuntu-24-04 / postgresql-16',
    'server-sparc64 / solaris-10 / postgresql-16',
    'OS-1',
  ),
  'mysql-8': towers(
    'server-x86-64 / ubuntu-24-04 / mysql-8',
    'server-x86-64 / ubuntu-24-04 / mysql-8 / mariadb-10-11',
    'RUN-3',
  ),
  'mariadb-10-11': towers(
    'server-x86-64 / debian-12 / mariadb-10-11',
    'server-x86-64 / debian-11 / mariadb-10-11',
    'OS-1',
  ),
  'sql-server-2022': towers(
    'server-x86-64 / windows-server-2022 / sql-server-2022',
    'board-arm64 / ubuntu-22-04 / sql-server-2022',
    'ARCH-2',
  ),
  'redis-7': towers('server-x86-64 / debian-12 / redis-7', 'x86-pc / windows-2000 / redis-7', 'OS-1'),
};

/** What runs programs. */
const RUNTIMES: TypeCases = {
  'openjdk-17': towers('server-x86-64 / debian-12 / openjdk-17', 'x86-pc / windows-98 / openjdk-17', 'OS-1'),
  'openjdk-8': towers(
    'server-x86-64 / rocky-9 / openjdk-8 / kafka-3',
    'server-x86-64 / rocky-9 / openjdk-8 / tomcat-10',
    'RUN-2',
  ),
  'nodejs-18': towers(
    'server-x86-64 / debian-12 / nodejs-18',
    'server-x86-64 / debian-12 / nodejs-18 / nodejs-20',
    'RUN-3',
  ),
  'nodejs-20': towers(
    'server-x86-64 / ubuntu-24-04 / nodejs-20',
    'server-sparc64 / solaris-10 / nodejs-20',
    'OS-1',
  ),
  'python-3-11': towers(
    'board-arm64 / debian-12 / python-3-11',
    'server-x86-64 / debian-11 / python-3-11',
    'OS-1',
  ),
  'php-8-2': towers('server-x86-64 / debian-12 / php-8-2', 'x86-pc / windows-2000 / php-8-2', 'OS-1'),
  'docker-24': towers(
    'server-x86-64 / debian-12 / docker-24',
    'server-x86-64 / freebsd-14 / docker-24',
    'OS-1',
  ),
  'cuda-12': towers(
    'server-gpu-x86-64 / ubuntu-22-04 / cuda-12',
    'server-x86-64 / ubuntu-22-04 / cuda-12',
    'GPU-1',
  ),
  'pytorch-2': towers(
    'server-gpu-x86-64 / debian-12 / pytorch-2 / python-3-11 / cuda-12',
    'server-gpu-x86-64 / debian-12 / pytorch-2 / cuda-12',
    'RUN-1',
  ),
};

export const SOFTWARE_TYPES: TypeCases = { ...CLASSICS, ...SERVERS, ...DATABASES, ...RUNTIMES };
