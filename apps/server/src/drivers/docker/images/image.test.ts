import { describe, expect, it } from 'vitest';
import { DriverError } from '../../driver.ts';
import { dockerfileOf, ESSENTIALS, imageName, packagesOf } from './image.ts';

const spec = (...packages: string[]) => ({ os: 'debian-12', packages });

describe('the name of an image', () => {
  it('is its system and twelve hexadecimal digits', () => {
    expect(imageName(spec('redis-server'))).toMatch(/^patchbay\/debian-12:[0-9a-f]{12}$/);
  });

  it.each([
    ['the order', spec('nginx', 'redis-server'), spec('redis-server', 'nginx')],
    ['a repetition', spec('nginx'), spec('nginx', 'nginx')],
    ['what every machine has', spec('nginx'), spec('curl', 'nginx')],
  ])('does not depend on %s', (_, a, b) => {
    expect(imageName(a)).toBe(imageName(b));
  });

  it.each([
    ['another package', spec('nginx'), spec('apache2')],
    ['one more', spec('nginx'), spec('nginx', 'redis-server')],
    ['none', spec('nginx'), spec()],
    ['another system', spec('nginx'), { os: 'debian-13', packages: ['nginx'] }],
  ])('tells apart %s', (_, a, b) => {
    expect(imageName(a)).not.toBe(imageName(b));
  });
});

describe('the recipe for an engine with a registry', () => {
  it('installs everything once, in order, and starts nothing meanwhile', () => {
    const text = dockerfileOf(spec('redis-server', 'nginx', 'curl'));
    expect(text).toMatch(/^FROM docker\.io\/library\/debian:12-slim\n/);
    expect(text).toContain(`--no-install-recommends ${ESSENTIALS.join(' ')} nginx redis-server \\\n`);
    expect(text.indexOf('exit 101')).toBeLessThan(text.indexOf('apt-get install'));
    expect(packagesOf(spec('redis-server', 'nginx', 'curl'))).toEqual(['nginx', 'redis-server']);
  });

  it('says what it cannot make', () => {
    expect(() => dockerfileOf({ os: 'solaris-8', packages: [] })).toThrow(
      new DriverError('image-missing', 'No image can be made of the system solaris-8.', 'not-done'),
    );
  });
});
