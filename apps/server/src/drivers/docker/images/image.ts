import { createHash } from 'node:crypto';
import { DriverError, type ImageSpec } from '../../driver.ts';

/** On every machine besides what is drawn, so that a terminal is of use: ps, ip, ping, curl, nc, a pager and an editor. */
export const ESSENTIALS = [
  'ca-certificates',
  'curl',
  'iproute2',
  'iputils-ping',
  'less',
  'nano',
  'netcat-openbsd',
  'procps',
] as const;

/** Raised when images are made in another way, so that those made before are made anew. */
const RECIPE = 1;

interface Base {
  /** For people. */
  readonly name: string;
  /** Release name in the archive of its packages. */
  readonly suite: string;
  /** The public image to build on, where an engine can pull one. */
  readonly image: string;
}

const BASES: Readonly<Record<string, Base>> = {
  'debian-12': { name: 'Debian 12', suite: 'bookworm', image: 'docker.io/library/debian:12-slim' },
};

/** What images of an operating system are made of. Throws DriverError `image-missing` where there is nothing. */
export function baseOf(os: string): Base {
  const base = Object.hasOwn(BASES, os) ? BASES[os] : undefined;
  if (base) return base;
  throw new DriverError('image-missing', `No image can be made of the system ${os}.`, 'not-done');
}

/** Without what every machine has anyway; sorted, each once. */
export function packagesOf({ packages }: ImageSpec): string[] {
  return [...new Set(packages)].filter((name) => !ESSENTIALS.some((one) => one === name)).sort();
}

function hashOf(spec: ImageSpec): string {
  const made = JSON.stringify([RECIPE, spec.os, ESSENTIALS, packagesOf(spec)]);
  return createHash('sha256').update(made).digest('hex').slice(0, 12);
}

/** The name under which an engine has it. Equal specs have equal names, whatever the order of their packages. */
export function imageName(spec: ImageSpec): string {
  return `patchbay/${spec.os}:${hashOf(spec)}`;
}

export function fileName(spec: ImageSpec): string {
  return `${spec.os}-${hashOf(spec)}.tar`;
}

/**
 * For an engine that can pull the public base image: the same machine as a recipe for its `build`. Packages must start
 * no service while they are installed; 101 is how Debian's policy says "forbidden by policy".
 */
export function dockerfileOf(spec: ImageSpec): string {
  const policy = '/usr/sbin/policy-rc.d';
  return [
    `FROM ${baseOf(spec.os).image}`,
    'ENV LANG=C.UTF-8',
    `RUN printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod +x ${policy} \\`,
    ' && apt-get update \\',
    ` && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ${[...ESSENTIALS, ...packagesOf(spec)].join(' ')} \\`,
    ` && rm -rf /var/lib/apt/lists/* ${policy}`,
    'CMD ["/bin/bash"]',
    '',
  ].join('\n');
}
