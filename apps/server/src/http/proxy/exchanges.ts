import type { Agent } from 'node:http';
import type { App } from '../../context.ts';
import { untilLost, type Reached } from '../../features/access/right.ts';
import { machineAgent } from './machine-agent.ts';

/** Requests and connections of one port that are under way or wait. */
const MAX_OPEN = 128;
const IDLE_MS = 60_000;

export interface Exchange {
  readonly agent: Agent;
  /** Must be called once it is over. */
  done(): void;
}

export interface Exchanges {
  /** Null when the port has too much under way. `stop` is called when the right is lost before it is over. */
  start(admitted: { reached: Reached; port: number }, stop: () => void): Exchange | null;
  end(): void;
}

interface Line {
  readonly agent: Agent;
  open: number;
  idle: NodeJS.Timeout | undefined;
}

/** What is under way between browsers and machines. Nothing of it outlives its right by more than one check. */
export function openExchanges(app: App): Exchanges {
  const lines = new Map<string, Line>();
  const stops = new Set<() => void>();

  function lineOf({ key, host }: Reached, port: number, make: () => Agent): Line {
    const name = `${host} ${key.environmentId} ${key.generation} ${key.component} ${key.idx} ${port}`;
    const line = lines.get(name) ?? { agent: make(), open: 0, idle: undefined };
    lines.set(name, line);
    clearTimeout(line.idle);
    line.idle = setTimeout(() => {
      if (line.open > 0) return void line.idle?.refresh();
      lines.delete(name);
      line.agent.destroy();
    }, IDLE_MS).unref();
    return line;
  }

  return {
    start({ reached, port }, stop) {
      const line = lineOf(reached, port, () => machineAgent(reached, port));
      if (line.open >= MAX_OPEN) return null;
      line.open += 1;
      stops.add(stop);
      const over = new AbortController();
      untilLost(app, reached, over.signal).then(
        (loss) => loss && stop(),
        () => stop(),
      );
      return {
        agent: line.agent,
        done: () => {
          if (over.signal.aborted) return;
          over.abort();
          stops.delete(stop);
          line.open -= 1;
        },
      };
    },
    end() {
      for (const stop of stops) stop();
      for (const { agent, idle } of lines.values()) {
        clearTimeout(idle);
        agent.destroy();
      }
      lines.clear();
    },
  };
}
