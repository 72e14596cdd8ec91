// What must hold before anything else can run: a Node that is new enough and the packages of the lock file.
// Node built-ins only: this file runs in a fresh clone, before any package is there.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const oldest = { major: 20, minor: 19 };

/**
 * The sentence for a Node that is too old, or null.
 * @param {string} version as in process.versions.node
 */
function nodeTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return null;
  const wanted = `${oldest.major}.${oldest.minor}`;
  return `Patchbay needs Node ${wanted} or newer, this is ${version}: install the current LTS from nodejs.org.`;
}

/** Ends the process with one sentence when this Node is too old. */
export function requireNode() {
  const sentence = nodeTooOld(process.versions.node);
  if (!sentence) return;
  console.error(sentence);
  process.exit(1);
}

/**
 * True when node_modules holds the versions of the lock file. npm writes its own lock file into node_modules as
 * the last thing it does, so an interrupted install counts as none.
 */
function isInstalled() {
  const written = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  const there = packagesOf(written);
  return Object.entries(packagesOf(path.join(root, 'package-lock.json'))).every(([place, wanted]) => {
    if (!place.includes('node_modules/')) return true;
    const found = there[place];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>} by place in the tree
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/**
 * Installs the packages of the lock file unless they are there. Install scripts are not run: nothing needs them.
 * @param {(name: string, work: () => Promise<void>) => Promise<void>} phase runs and times the work
 */
export async function ensureInstalled(phase) {
  if (isInstalled()) return;
  const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await phase('Installing packages', () => run('npm', install));
}

/**
 * Runs a program to its end, quietly: its output is shown only when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>}
 */
export function run(program, args, options = {}) {
  const child = spawn(program, args, {
    cwd: root,
    ...options,
    shell: process.platform === 'win32' && program === 'npm',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(new Error(`${program} could not be started: ${cause.message}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      reject(
        new Error(
          `${program} ${args[0] ?? ''} failed (${code}).\n${stripVTControlCharacters(output).trim()}`,
        ),
      );
    });
  });
}
