import { fakeHost } from './fake-host.ts';
import { cutBefore } from './cut.ts';
import { TEST_IMAGE, testImage } from './image.ts';
import { dockerDriver } from '../../src/drivers/docker/driver.ts';
import type { Driver, HostId, ImageSpec } from '../../src/drivers/driver.ts';

/** What the contract needs of a driver under test: a way to it, and power over the world behind it. */
export interface Bench {
  readonly host: HostId;
  /** Whether machines run programs, so that they can be asked things. */
  readonly real: boolean;
  readonly image: ImageSpec;
  driver(owner: string): Driver;
  /** Lets time go by, in whatever time the driver lives. */
  pass(ms: number): Promise<void>;
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  /** The way to the host, not the host. */
  cut(): void;
  heal(): void;
  /** The next such request is done, and its answer lost. */
  loseAnswerTo(request: 'create' | 'start' | 'remove'): void;
  /** On the host itself, beside its engine. */
  exec(...argv: string[]): Promise<string>;
  /** Ends everything, and says what is still there. */
  close(): Promise<string>;
}

const HOST = 'host_test';
const REQUESTS = { create: /^POST \S*\/create/, start: /^POST \S*\/start/, remove: /^DELETE / };

/** A fake host with a real engine, reached over a connection that can be cut. */
export async function engineBench(engine: 'podman' | 'docker'): Promise<Bench> {
  const host = await fakeHost(engine);
  const [cut, archive] = await Promise.all([cutBefore(host.socket), testImage(host.folder)]);
  return {
    host: HOST,
    real: true,
    image: TEST_IMAGE,
    driver: (owner) =>
      dockerDriver({
        owner,
        ownPorts: [],
        addressOf: async () => cut.address,
        worldTime: async () => Date.now(),
        archiveOf: async () => archive,
      }),
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    powerOff: host.powerOff,
    powerOn: host.powerOn,
    cut: cut.cut,
    heal: cut.heal,
    loseAnswerTo: (request) => cut.loseAnswerTo(REQUESTS[request]),
    exec: host.exec,
    close: async () => {
      await cut.close();
      return host.remove();
    },
  };
}
