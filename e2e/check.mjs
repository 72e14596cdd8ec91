// `npm run check`: everything that can be said about the tree without running the product.
import { cpus } from 'node:os';
import { ensureInstalled, requireNode } from '../apps/server/install.mjs';
import { bin, node, phase, timed } from './support/tools.mjs';

const programs = [
  'packages/catalog/tsconfig.json',
  'packages/catalog/tsconfig.test.json',
  'packages/engine/tsconfig.json',
  'packages/engine/tsconfig.test.json',
  'apps/server/tsconfig.json',
  'apps/web/tsconfig.json',
  'e2e/tsconfig.json',
];

/** @returns {{ name: string, args: string[] }[]} the slowest first, so that two workers end together */
function steps() {
  return [
    {
      name: 'tree tests',
      args: [bin('vitest'), 'run', '--config', 'e2e/vitest.config.ts', '--project', 'repo', '--reporter=dot'],
    },
    { name: 'lint', args: [bin('oxlint'), '.'] },
    { name: 'format', args: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
    { name: 'dead files and exports', args: [bin('knip'), '--no-progress'] },
    ...programs.map((file) => ({
      name: `types ${file.replace('/tsconfig.json', '').replace('/tsconfig.test.json', ' (tests)')}`,
      args: [bin('typescript', 'tsc'), '-p', file],
    })),
  ];
}

/** @param {{ name: string, args: string[] }} step */
async function runStep(step) {
  const started = performance.now();
  const { code, output } = await node(step.args);
  console.log(`${timed(step.name, started)}${code === 0 ? '' : '  FAILED'}`);
  if (code !== 0) console.log(output.trim());
  return code === 0;
}

requireNode();
await ensureInstalled(phase);
const started = performance.now();
const queue = steps();
let failed = 0;
const worker = async () => {
  for (let step = queue.shift(); step; step = queue.shift()) if (!(await runStep(step))) failed++;
};
await Promise.all(Array.from({ length: Math.max(2, Math.min(4, cpus().length)) }, worker));
console.log(timed(failed === 0 ? 'all checks passed' : `${failed} checks failed`, started));
process.exitCode = failed === 0 ? 0 : 1;
