import type { Tier } from '../../api/types.ts';
import type { Status } from '../status.ts';

export const tiersText = {
  title: 'Tiers of the platform',
  lead: 'Patchbay itself, tier by tier, by what its server measures. Calls, waits and steps are counted since the process that answers began.',
  since: (length: string) => `counting for ${length}`,
  of: (value: string, of: string) => `${value} of ${of}`,
  nothing: 'none',
  ms: (value: string) => `${value} ms`,
  seconds: (value: string) => `${value} s`,
};

export const tierNames: Record<Tier['tier'], string> = {
  switch: 'Switch',
  web: 'Web',
  usability: 'Usability',
  middleware: 'Middleware',
  application: 'Application logic',
  'data-center': 'Data center',
};

export const tierStates: Record<Tier['state'], Status> = {
  ok: { glyph: 'running', word: 'In order' },
  degraded: { glyph: 'degraded', word: 'Degraded' },
  failed: { glyph: 'failed', word: 'Failed' },
};

export const tierFacts: Record<Tier['facts'][number]['fact'], string> = {
  ports: 'Switch ports taken',
  networks: 'Networks (VLANs) taken',
  silent: 'Hosts that have just not answered',
  streams: 'Streams open to browsers',
  calls: 'Calls answered',
  'calls-failed': 'Calls that failed',
  'mean-ms': 'A call takes on average',
  'p95-ms': '95 % of calls take at most',
  answered: 'Calls that did what was asked',
  refused: 'Calls refused with a reason',
  'too-many': 'Calls refused for their number',
  'database-ms': 'The database answers in',
  'connection-mean-ms': 'A transaction waits for a connection',
  'claims-confirmed': 'Reservations confirmed',
  'claims-refused': 'Reservations refused or repeated',
  'jobs-due': 'Jobs due',
  'jobs-overdue': 'Jobs late by more than a minute',
  'jobs-retried': 'Jobs tried again after a failure',
  'oldest-due-s': 'The oldest job waits for',
  'steps-done': 'Steps done',
  'steps-failed': 'Steps that failed',
  'steps-lost': 'Steps whose lease ran out',
  'hosts-up': 'Hosts that answer',
  'hosts-lost': 'Hosts that are lost',
  'hosts-drained': 'Hosts that are drained',
  'hosts-closed': 'Hosts under maintenance',
};
