// `npm test`, also as the very first command after a clone: installs, runs every suite, counts. Node built-ins only
// until the packages are there. `npm test -- engine journeys` runs these suites alone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../apps/server/build.mjs';
import { ensureInstalled, requireNode } from '../apps/server/install.mjs';
import { bin, node, phase, timed } from './support/tools.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ count: Count, output: string }} Outcome
 */

const reports = mkdtempSync(path.join(tmpdir(), 'patchbay-reports-'));

/** In this order: what is quick and says most about a mistake comes first. */
const suites = [
  { name: 'repo', run: () => vitest('repo') },
  { name: 'catalog', run: () => vitest('catalog') },
  { name: 'engine', run: () => vitest('engine') },
  { name: 'web', run: () => vitest('web') },
  // These wait more than they reckon: for leases, looks and the world's clock.
  { name: 'server', run: () => vitest('server', '--maxWorkers=3') },
  { name: 'simulation', run: () => vitest('simulation') },
  { name: 'lifecycle', built: true, run: () => vitest('lifecycle') },
  { name: 'journeys', built: true, run: journeys },
];

/**
 * @param {string} project
 * @param {string[]} more
 * @returns {Promise<Outcome>}
 */
async function vitest(project, ...more) {
  const report = path.join(reports, `${project}.json`);
  const args = ['run', '--config', 'e2e/vitest.config.ts', '--project', project];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code, output } = await node([bin('vitest'), ...args, ...more, ...reporters]);
  const count = readReport(report, (/** @type {VitestReport} */ found) => ({
    passed: found.numPassedTests,
    // A file that could not even be loaded has no failed test of its own.
    failed: found.numFailedTests + found.testResults.filter(failedAsAWhole).length,
    skipped: found.numPendingTests + found.numTodoTests,
  }));
  return { count: honest(count, code), output };
}

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: VitestFile[] }} VitestReport
 * @param {VitestFile} file
 */
function failedAsAWhole(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
}

/** @returns {Promise<Outcome>} */
async function journeys() {
  const { findBrowser, noBrowser } = await import('./support/browser.mjs');
  if (!findBrowser()) return { count: { passed: 0, failed: 1, skipped: 0 }, output: noBrowser };
  const report = path.join(reports, 'journeys.json');
  const args = [
    'test',
    '--config',
    'e2e/playwright.config.ts',
    '--reporter=list,json',
    '--pass-with-no-tests',
  ];
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { code, output } = await node([bin('@playwright/test', 'playwright'), ...args], { env });
  const count = readReport(report, (/** @type {PlaywrightReport} */ { stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }));
  return { count: honest(count, code), output };
}

/**
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }}
 *   PlaywrightReport
 */

/**
 * @template T
 * @param {string} file
 * @param {(report: T) => Count} count
 * @returns {Count}
 */
function readReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/**
 * A runner that fails without naming a test counts as one failure, and so does one that found nothing to run.
 * @param {Count} count
 * @param {number} code
 * @returns {Count}
 */
function honest(count, code) {
  const silent = code !== 0 || count.passed === 0;
  return silent && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** @param {Count} count */
function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {string[]} names */
function choose(names) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length === 0) return suites.filter((suite) => names.length === 0 || names.includes(suite.name));
  console.error(
    `There is no suite ${unknown.join(', ')}; there are ${suites.map((s) => s.name).join(', ')}.`,
  );
  process.exit(1);
}

/**
 * A suite that cannot be run at all is a failure among the others, not the end of them.
 * @param {{ built?: boolean, run: () => Promise<Outcome> }} suite
 * @returns {Promise<Outcome>}
 */
async function attempt(suite) {
  try {
    if (suite.built) await ensureBuilt(phase);
    return await suite.run();
  } catch (cause) {
    const output = cause instanceof Error ? cause.message : String(cause);
    return { count: { passed: 0, failed: 1, skipped: 0 }, output };
  }
}

/** @returns {Promise<Count>} */
async function runSuites() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of choose(process.argv.slice(2))) {
    const started = performance.now();
    const { count, output } = await attempt(suite);
    if (count.failed > 0) console.log(output.trim());
    console.log(`${timed(suite.name, started)}   ${sentence(count)}`);
    total.passed += count.passed;
    total.failed += count.failed;
  }
  return total;
}

requireNode();
try {
  await ensureInstalled(phase);
  const total = await runSuites();
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
