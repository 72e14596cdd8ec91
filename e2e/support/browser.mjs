// Finds a Chromium to test with: one that answers, not merely one that lies there.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';

const require = createRequire(import.meta.url);

/** The last four keep an own Chromium from calling home, which in a closed network costs time. */
const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

export const noBrowser =
  'No browser was found: set CHROMIUM_PATH to a Chromium, Chrome or Edge, or run `npx playwright install chromium`.';

/**
 * @typedef {{ executablePath: string, env?: Record<string, string>, args: string[] }} LaunchOptions
 * @returns {LaunchOptions | null} for Playwright's `launchOptions`; null when this machine has no browser
 */
export function findBrowser() {
  // Workers load the configuration again; what the first process found is handed down to them.
  const known = process.env['PATCHBAY_E2E_BROWSER'];
  if (known) return JSON.parse(known);
  const found = search();
  if (found) process.env['PATCHBAY_E2E_BROWSER'] = JSON.stringify(found);
  return found;
}

/** @returns {LaunchOptions | null} */
function search() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return works(chosen) ? { executablePath: chosen, args } : null;
  const there = [chromium.executablePath(), ...installed].find((file) => existsSync(file) && works(file));
  return there ? { executablePath: there, args } : bundled();
}

/**
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} [env]
 */
function works(executable, env = process.env) {
  return spawnSync(executable, ['--version', '--no-sandbox'], { env, timeout: 20_000 }).status === 0;
}

/**
 * The Chromium inside a development dependency: Linux x64, neither root nor a download needed.
 * @returns {LaunchOptions | null}
 */
function bundled() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = unpacked();
  const env = {
    ...definedEnv(),
    LD_LIBRARY_PATH: `${folder}/lib:${folder}`,
    FONTCONFIG_FILE: `${folder}/fonts.conf`,
  };
  const executablePath = `${folder}/chromium`;
  return works(executablePath, env) ? { executablePath, env, args } : null;
}

/** Unpacks once per version and user, aside and then renamed: two runs may start at once. */
function unpacked() {
  const manifest = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '../../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = path.join(cacheFolder(), `patchbay-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  unpack(path.join(path.dirname(manifest), 'bin'), aside);
  writeFileSync(`${aside}/fonts.conf`, fontConfiguration(folder));
  try {
    renameSync(aside, folder);
  } catch (cause) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw cause;
  }
  return folder;
}

/**
 * @param {string} from
 * @param {string} to
 */
function unpack(from, to) {
  const read = (/** @type {string} */ name) => brotliDecompressSync(readFileSync(`${from}/${name}.br`));
  writeFileSync(`${to}/chromium`, read('chromium'), { mode: 0o755 });
  for (const archive of ['al2023', 'swiftshader', 'fonts']) {
    execFileSync('tar', ['-xf', '-', '-C', to], { input: read(`${archive}.tar`) });
  }
}

/**
 * Without it every text is blank, and every test passes.
 * @param {string} folder
 */
function fontConfiguration(folder) {
  const places = [`${folder}/fonts`, '/usr/share/fonts'].map((place) => `<dir>${place}</dir>`).join('');
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${places}<cachedir>${folder}/font-cache</cachedir></fontconfig>\n`;
}

function cacheFolder() {
  const wanted = path.join(homedir(), '.cache');
  try {
    mkdirSync(wanted, { recursive: true });
    const probe = path.join(wanted, `.patchbay-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    return wanted;
  } catch {
    return tmpdir();
  }
}

/** @returns {Record<string, string>} */
function definedEnv() {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}
