import type { DataCenter } from '../../../api/types.ts';
import { csvText } from '../../../ui/format/csv.ts';

const COLUMNS = [
  'site',
  'rack',
  'host',
  'unit',
  'arch',
  'model',
  'cpus',
  'memory_mib',
  'disk_gib',
  'gpus',
  'clock_mhz',
  'year',
];

/** Every simulated host, as an import reads it: what is downloaded, edited and imported is what is meant. */
export function inventoryCsv(sites: DataCenter['sites']): string {
  const rows = sites
    .filter(({ simulated }) => simulated)
    .flatMap((site) =>
      site.racks.flatMap((rack) =>
        rack.hosts.map(({ name, rackUnit, arch, model, capacity, clockMhz, year }) => {
          const { cpuMilli, memoryMiB, diskMiB, gpu } = capacity;
          const amounts = [cpuMilli / 1000, memoryMiB, diskMiB / 1024, gpu, clockMhz, year].map(String);
          return [site.name, rack.name, name, String(rackUnit), arch, model, ...amounts];
        }),
      ),
    );
  return csvText(COLUMNS, rows);
}
