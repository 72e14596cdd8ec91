import type { Probe, Site } from '../../../api/types.ts';

/** Where engines usually listen. */
export const SOCKETS = ['unix:///var/run/docker.sock', 'unix:///run/podman/podman.sock'] as const;

/** The server takes the same (`data-center/router.ts`). */
const ADDRESS = /^(unix:\/\/\/[^\s?#]+|tcp:\/\/[A-Za-z0-9.:[\]-]+:\d{1,5})$/;
const MAX_ADDRESS = 200;
const MAX_NAME = 40;
const MAX_CPUS = 1024;
const MAX_DISK_GIB = 1_000_000;
const MIN_MEMORY_MIB = 256;
/** Several machines may share a processor, as the operator decides. */
const CPU_RATIO = 4;
/** The rest is left to the host itself. */
const MEMORY_SHARE = 0.75;

export const NEW_SITE = '';

export type HostField = 'siteName' | 'rack' | 'name' | 'cpus' | 'memoryMiB' | 'diskGiB';
export type HostProblem = 'missing' | 'long' | 'taken' | 'host-taken' | 'cpus' | 'memory' | 'disk';

/** The form as it is typed; numbers are text until they are read. */
export interface HostForm extends Readonly<Record<HostField, string>> {
  /** Id of an existing site; `NEW_SITE` for one by name. */
  readonly site: string;
}

export interface NewHost {
  readonly name: string;
  readonly site: { readonly id: string } | { readonly name: string };
  readonly rack: string;
  readonly offered: { readonly cpus: number; readonly memoryMiB: number; readonly diskGiB: number };
}

export type HostReading =
  | { readonly outcome: 'host'; readonly host: NewHost }
  | { readonly outcome: 'problems'; readonly problems: Partial<Record<HostField, HostProblem>> };

export function isAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS && ADDRESS.test(text);
}

export function mostCpus({ cpus }: Probe): number {
  return Math.min(MAX_CPUS, cpus * CPU_RATIO);
}

/** Sites of real hosts; the others are drawn on paper and take no engine. */
export function realSites(sites: readonly Site[]): Site[] {
  return sites.filter(({ simulated }) => !simulated);
}

/** What the form starts with: all processors, three quarters of the memory, the first real site and its first rack. */
export function firstForm(probe: Probe, address: string, sites: readonly Site[]): HostForm {
  const [site] = realSites(sites);
  const memory = Math.floor(probe.memoryMiB * MEMORY_SHARE);
  return {
    site: site?.id ?? NEW_SITE,
    siteName: site ? '' : address.startsWith('unix:') ? 'This computer' : hostOf(address),
    rack: site?.racks[0]?.name ?? 'r1',
    name: freeName(address, sites),
    cpus: String(probe.cpus),
    memoryMiB: String(Math.max(MIN_MEMORY_MIB, memory - (memory % MIN_MEMORY_MIB))),
    diskGiB: '',
  };
}

/** The name of the machine in the address, or the socket's, with the first number that no host has. */
function freeName(address: string, sites: readonly Site[]): string {
  const base = (address.startsWith('unix:') ? socketOf(address) : hostOf(address)).slice(0, MAX_NAME - 5);
  const taken = hostNames(sites);
  for (let n = 1; ; n += 1) {
    const name = `${base}-${n}`;
    if (!taken.has(name)) return name;
  }
}

function hostNames(sites: readonly Site[]): Set<string> {
  return new Set(sites.flatMap(({ racks }) => racks.flatMap(({ hosts }) => hosts.map(({ name }) => name))));
}

function hostOf(address: string): string {
  return address.replace(/^tcp:\/\//, '').replace(/:\d+$/, '');
}

function socketOf(address: string): string {
  const file = address.split('/').at(-1) ?? '';
  return file.replace(/\.sock$/, '') || 'host';
}

/** The form as the server takes it, or what is wrong, field by field. */
export function readForm(form: HostForm, probe: Probe, sites: readonly Site[]): HostReading {
  const [siteName, rack, name] = [form.siteName.trim(), form.rack.trim(), form.name.trim()];
  const isNew = form.site === NEW_SITE;
  const [cpus, memoryMiB, diskGiB] = [whole(form.cpus), whole(form.memoryMiB), whole(form.diskGiB)];
  const found: [HostField, HostProblem | null][] = [
    ['siteName', isNew ? (shortProblem(siteName) ?? clash(siteName, sites)) : null],
    ['rack', shortProblem(rack)],
    ['name', shortProblem(name) ?? (hostNames(sites).has(name) ? 'host-taken' : null)],
    ['cpus', within(cpus, 1, mostCpus(probe)) ? null : 'cpus'],
    ['memoryMiB', within(memoryMiB, MIN_MEMORY_MIB, probe.memoryMiB) ? null : 'memory'],
    ['diskGiB', within(diskGiB, 1, MAX_DISK_GIB) ? null : 'disk'],
  ];
  const problems = Object.fromEntries(found.filter(([, problem]) => problem !== null));
  if (Object.keys(problems).length > 0) return { outcome: 'problems', problems };
  const site = isNew ? { name: siteName } : { id: form.site };
  return { outcome: 'host', host: { name, site, rack, offered: { cpus, memoryMiB, diskGiB } } };
}

function shortProblem(text: string): HostProblem | null {
  if (text === '') return 'missing';
  return text.length > MAX_NAME ? 'long' : null;
}

/** Two sites of one name could not be told apart. */
function clash(name: string, sites: readonly Site[]): HostProblem | null {
  return sites.some((site) => site.name === name) ? 'taken' : null;
}

/** A whole number; NaN for anything else. */
function whole(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : NaN;
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
