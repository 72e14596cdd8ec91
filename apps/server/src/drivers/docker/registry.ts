import { PassThrough, type Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { ImageSpec, Options } from '../driver.ts';
import type { Engine } from './engine.ts';
import { baseOf, dockerfileOf, imageName } from './images/image.ts';

/** A registry that says nothing for so long is taken not to be there. */
const SILENT_MS = 15_000;
/** An engine that found no registry is not asked again for a while. */
const ASK_AGAIN_MS = 10 * 60_000;
const askedInVain = new Map<string, number>();

/** Whether the engine pulled the public base image and built the rest itself. False where it reaches no registry. */
export async function builtByEngine(engine: Engine, image: ImageSpec, options: Options): Promise<boolean> {
  const asked = askedInVain.get(engine.host);
  if (asked !== undefined && performance.now() - asked < ASK_AGAIN_MS) return false;
  try {
    const base = baseOf(image.os).image;
    await engine.open(options, async (docker) =>
      followed((await docker.pull(base, {})) as Readable, options.signal),
    );
    const files = pack();
    files.entry({ name: 'Dockerfile' }, dockerfileOf(image));
    files.finalize();
    const context = files.pipe(new PassThrough());
    await engine.open(options, async (docker) =>
      followed(
        (await docker.buildImage(context, { t: imageName(image), forcerm: true })) as Readable,
        options.signal,
      ),
    );
    return true;
  } catch {
    askedInVain.set(engine.host, performance.now());
    return false;
  }
}

/** Reads the lines of a pull or a build to their end; an error among them is thrown. */
async function followed(progress: Readable, signal: AbortSignal): Promise<void> {
  const silence = { timer: setTimeout(() => {}, 0) };
  const quiet = new Promise<never>((_, reject) => {
    const give = (why: string) => reject(new Error(why));
    signal.addEventListener('abort', () => give('out of time'), { once: true });
    const restart = () => {
      clearTimeout(silence.timer);
      silence.timer = setTimeout(() => give('the registry does not answer'), SILENT_MS);
    };
    progress.on('data', restart);
    restart();
  });
  try {
    await Promise.race([quiet, readAll(progress)]);
  } finally {
    clearTimeout(silence.timer);
    progress.destroy();
  }
}

async function readAll(progress: Readable): Promise<void> {
  let rest = '';
  for await (const chunk of progress) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) refuseError(line);
  }
  refuseError(rest);
}

function refuseError(line: string): void {
  if (line.trim() === '') return;
  const { error } = JSON.parse(line) as { error?: string };
  if (error) throw new Error(error);
}
