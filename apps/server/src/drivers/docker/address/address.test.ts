import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import Docker from 'dockerode';
import { afterEach, describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';
import { refusalOf } from './refusal.ts';

const OWN = 4310;
const ownAddress =
  Object.values(networkInterfaces()).flatMap((cards) => cards ?? [])[0]?.address ?? '127.0.0.1';

describe('an engine is looked for', () => {
  it.each([
    ['127.0.0.1', 2375],
    ['::1', 2375],
    ['::ffff:127.0.0.1', 2375],
    ['10.1.2.3', OWN],
    ['172.16.0.1', 2375],
    ['192.168.1.20', 2375],
    ['100.64.0.1', 2375],
    ['fd12:3456::1', 2375],
    ['203.0.113.7', 2375],
    ['2001:db8::7', 2375],
    ['::ffff:10.0.0.1', 2375],
  ])('at %s, port %d', (address, port) => {
    expect(refusalOf(address, port, [OWN])).toBeNull();
  });
});

describe('no engine is looked for', () => {
  it.each([
    ['169.254.169.254', 'cloud'],
    ['::ffff:169.254.169.254', 'cloud'],
    ['::ffff:a9fe:a9fe', 'cloud'],
    ['100.100.100.200', 'cloud'],
    ['fd00:ec2::254', 'cloud'],
    ['169.254.0.1', 'link-local'],
    ['::ffff:169.254.0.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['febf:ffff::1', 'link-local'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['::', 'unspecified'],
    ['::ffff:0.0.0.0', 'unspecified'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['::ffff:224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['::a9fe:a9fe', 'translated'],
    ['64:ff9b::a9fe:a9fe', 'translated'],
    ['2002:a9fe:a9fe::1', 'translated'],
  ])('at %s: it is %s', (address, why) => {
    expect(refusalOf(address, 2375, [])).toContain(why);
  });

  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1', ownAddress])(
    'at %s on a port of this server itself',
    (address) => {
      expect(refusalOf(address, OWN, [5432, OWN])).toContain('this server');
    },
  );
});

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function listen(answer: RequestListener, host = '127.0.0.1'): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

describe('the way to an engine', () => {
  it('is refused when any of the addresses behind a name is', async () => {
    const resolve = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: 'fe80::1', family: 6 },
    ];
    await expect(placeOf('tcp://engine.test:2375', [], resolve)).rejects.toMatchObject({
      name: 'DriverError',
      code: 'refused',
      outcome: 'not-done',
    });
  });

  it.each([
    'tcp://0:2375',
    'tcp://2852039166:2375',
    'tcp://0xa9fea9fe:2375',
    'tcp://[::ffff:a9fe:a9fe]:2375',
  ])('is refused however its address is written: %s', async (address) => {
    await expect(placeOf(address, [])).rejects.toMatchObject({ code: 'refused' });
  });

  it.each(['http://127.0.0.1:2375', 'tcp://127.0.0.1', 'tcp:2375', 'ssh://host:22', 'engine'])(
    'is not %s',
    async (address) => {
      await expect(placeOf(address, [])).rejects.toMatchObject({ code: 'invalid' });
    },
  );

  it('leads to the address that was looked at, whatever the name means afterwards', async () => {
    const port = await listen((_, answer) => answer.end('OK'));
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    };
    const docker = new Docker(await placeOf(`tcp://engine.test:${port}`, [], resolve));
    for (let time = 0; time < 3; time += 1) expect(String(await docker.ping())).toBe('OK');
    expect(asked).toBe(1);
  });

  it('leads to whichever of several addresses answers', async () => {
    const port = await listen((_, answer) => answer.end('OK'));
    const resolve = async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    const docker = new Docker(await placeOf(`tcp://engine.test:${port}`, [], resolve));
    expect(String(await docker.ping())).toBe('OK');
  });

  it.each(['http://127.0.0.1:PORT/_ping', '/other', 'ftp://127.0.0.1/', '//127.0.0.1:PORT/_ping'])(
    'ends there: nobody follows to %s',
    async (to) => {
      let reached = 0;
      const elsewhere = await listen((_, answer) => {
        reached += 1;
        answer.end('OK');
      });
      const paths: (string | undefined)[] = [];
      const port = await listen(({ url }, answer) => {
        paths.push(url);
        answer.writeHead(307, { location: to.replace('PORT', String(elsewhere)) }).end();
      });
      const docker = new Docker(await placeOf(`tcp://127.0.0.1:${port}`, []));
      await expect(docker.ping()).rejects.toMatchObject({ statusCode: 307 });
      expect([reached, paths]).toEqual([0, ['/_ping']]);
    },
  );
});
