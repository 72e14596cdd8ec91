// `npm run soak -- <name>`: long runs, each apps/*/<name>/soak.ts. They say their seed and where to take them up again.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, requireNode, root } from '../apps/server/install.mjs';
import { phase } from './support/tools.mjs';

/** @returns {Map<string, string>} name to file */
function soaks() {
  const apps = path.join(root, 'apps');
  const folders = readdirSync(apps).flatMap((app) =>
    readdirSync(path.join(apps, app), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(apps, app, entry.name)),
  );
  const files = folders.map((folder) => path.join(folder, 'soak.ts')).filter((file) => existsSync(file));
  return new Map(files.map((file) => [path.basename(path.dirname(file)), file]));
}

const [name, ...rest] = process.argv.slice(2);
const known = soaks();
const file = known.get(name ?? '');
if (file) {
  requireNode();
  await ensureInstalled(phase);
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...rest], { cwd: root, stdio: 'inherit' });
  child.on('exit', (code) => (process.exitCode = code ?? 1));
} else {
  console.log(`npm run soak -- <name>, where <name> is one of ${[...known.keys()].join(', ')}`);
  process.exitCode = 1;
}
