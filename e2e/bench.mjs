// `npm run bench -- <name>`: runs packages/*/bench/<name>.ts or apps/*/bench/<name>.ts; each prints one JSON line
// per figure.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, requireNode, root } from '../apps/server/install.mjs';
import { phase } from './support/tools.mjs';

/** @returns {Map<string, string>} name to file */
function benchmarks() {
  const folders = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(path.join(root, parent)).map((workspace) => path.join(root, parent, workspace, 'bench')),
  );
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return new Map(files.map((file) => [path.basename(file, '.ts'), file]));
}

/** @param {Map<string, string>} known */
function list(known) {
  if (known.size === 0) return 'There are no benchmarks yet.';
  const lines = [...known].map(([name, file]) => `  ${name.padEnd(24)} ${path.relative(root, file)}`);
  return ['npm run bench -- <name>, where <name> is one of', ...lines.toSorted()].join('\n');
}

const [name, ...rest] = process.argv.slice(2);
const known = benchmarks();
const file = known.get(name ?? '');
if (file) {
  requireNode();
  await ensureInstalled(phase);
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...rest], { cwd: root, stdio: 'inherit' });
  child.on('exit', (code) => (process.exitCode = code ?? 1));
} else {
  console.log(list(known));
  process.exitCode = name === '--list' ? 0 : 1;
}
