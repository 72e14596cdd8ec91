import type { Host } from '../../../api/types.ts';

/** A host as the server takes it (`data-center/editing/host-spec.ts`). */
export interface HostSpec {
  readonly name: string;
  readonly rack: string;
  readonly rackUnit: number;
  readonly model: string;
  readonly arch: string;
  readonly clockMhz: number;
  readonly year: number;
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
  readonly gpus: number;
}

export type HostField = keyof HostSpec;
/** As it is typed; numbers are text until they are read. */
export type HostForm = Readonly<Record<HostField, string>>;

export const NUMBERS: Readonly<Partial<Record<HostField, readonly [number, number]>>> = {
  rackUnit: [1, 100],
  clockMhz: [0, 100_000],
  year: [1950, 2200],
  cpus: [0, 1024],
  memoryMiB: [0, 16_777_216],
  diskGiB: [0, 1_000_000],
  gpus: [0, 64],
};
const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/;

export function formOf(host: Host, rack: string): HostForm {
  const { name, rackUnit, model, arch, clockMhz, year, capacity } = host;
  return {
    name,
    rack,
    model,
    arch,
    rackUnit: String(rackUnit),
    clockMhz: String(clockMhz),
    year: String(year),
    cpus: String(capacity.cpuMilli / 1000),
    memoryMiB: String(capacity.memoryMiB),
    diskGiB: String(capacity.diskMiB / 1024),
    gpus: String(capacity.gpu),
  };
}

/** The host that the form says, or the fields that are wrong, in the order of the form. */
export function readForm(form: HostForm): { spec: HostSpec } | { wrong: HostField[] } {
  const wrong = (Object.keys(form) as HostField[]).filter((field) => !isRight(field, form[field].trim()));
  if (wrong.length > 0) return { wrong };
  const numbers = Object.fromEntries(
    Object.keys(NUMBERS).map((field) => [field, Number(form[field as HostField])]),
  );
  const { name, rack, model, arch } = form;
  const texts = { name: name.trim(), rack: rack.trim(), model: model.trim(), arch };
  return { spec: { ...texts, ...numbers } as HostSpec };
}

function isRight(field: HostField, text: string): boolean {
  const bounds = NUMBERS[field];
  if (bounds) return /^\d{1,9}$/.test(text) && Number(text) >= bounds[0] && Number(text) <= bounds[1];
  if (field === 'name' || field === 'rack') return NAME.test(text);
  return text !== '' && text.length <= 80;
}
