import { connect, createServer, type Socket } from 'node:net';

/** A way to an engine that can be cut like a cable: what is open breaks, what is new is refused. */
export interface Cut {
  readonly address: string;
  cut(): void;
  heal(): void;
  /** The next request that begins so goes through, and its connection breaks before the answer comes back. */
  loseAnswerTo(request: RegExp): void;
  close(): Promise<void>;
}

export async function cutBefore(socketPath: string): Promise<Cut> {
  const open = new Set<Socket>();
  let whole = true;
  let losing: RegExp | null = null;
  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect({ path: socketPath, allowHalfOpen: true });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        open.delete(end);
        other.destroy();
      });
    }
    near.once('data', (request: Buffer) => {
      const lose = losing?.test(request.toString('latin1')) ?? false;
      if (lose) losing = null;
      // The answer has come, so what was asked is done; nobody hears of it.
      if (lose) far.once('data', () => near.destroy());
      else far.pipe(near);
      far.write(request);
      near.pipe(far);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const port = typeof place === 'object' && place ? place.port : 0;
  const cut = () => {
    whole = false;
    for (const end of open) end.destroy();
  };
  return {
    address: `tcp://127.0.0.1:${port}`,
    cut,
    heal: () => (whole = true),
    loseAnswerTo: (request) => (losing = request),
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
