import type { ComponentType } from '../../component-type.ts';

/** A drawn network holds only machines of its own environment, so whoever reaches the port may enter. */
const ACCESS = ['local all all trust', 'host all all samenet trust', ''].join('\n');

export const postgresql15: ComponentType = {
  id: 'postgresql-15',
  name: 'PostgreSQL 15',
  shortName: 'PostgreSQL',
  version: '15',
  family: 'software',
  layer: 'software',
  icon: 'table',
  summary: 'A relational database.',
  properties: [],
  ports: [],
  capabilities: [{ name: 'service', values: ['PostgreSQL'], version: '15' }],
  requirements: [
    {
      rule: 'OS-1',
      capability: 'os',
      anyOf: [
        'debian-12',
        'debian-11',
        'ubuntu-22-04',
        'ubuntu-24-04',
        'alpine-3-20',
        'rocky-9',
        'freebsd-14',
      ],
    },
  ],
  traits: ['database', 'server'],
  traffic: { storageMBs: 20 },
  hostedOn: 'os',
  demand: { memoryMiB: 256, diskMiB: 512 },
  pools: [],
  personality: {
    typicalSeconds: 3,
    busyMilli: 400,
    install: {
      packages: ['postgresql-15'],
      files: [
        { path: '/etc/postgresql/15/main/conf.d/network.conf', content: "listen_addresses = '*'\n" },
        { path: '/etc/postgresql/15/main/pg_hba.conf', content: ACCESS },
      ],
      service: {
        // The folder that is kept may have been filled under another user number.
        command: [
          'install -d -o postgres -g postgres /run/postgresql',
          'chown -R postgres:postgres /var/lib/postgresql',
          'exec setpriv --reuid=postgres --regid=postgres --init-groups --reset-env' +
            ' /usr/lib/postgresql/15/bin/postgres -D "$PGDATA"' +
            ' -c config_file=/etc/postgresql/15/main/postgresql.conf',
        ].join(' && '),
        port: 5432,
        web: false,
        order: 0,
      },
      keeps: '/var/lib/postgresql',
      // A terminal is root's, whom the database does not know.
      environment: { PGDATA: '/var/lib/postgresql/15/main', PGUSER: 'postgres' },
    },
  },
  machine: null,
};
