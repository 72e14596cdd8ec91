import { useSearchParams } from 'react-router';
import type { Command } from '../../../commands/command.ts';
import { timelineText } from '../../../messages/operator/timeline.ts';
import { viewerZone } from '../../../ui/format/time.ts';
import { around, LENGTH, readStart, writeStart, ZOOMS, type Zoom } from './range.ts';

/** Which period a timeline shows, and how: all of it is in the address. */
export function useRange(now: number) {
  const [query, setQuery] = useSearchParams();
  const zone = viewerZone();
  const zoom = ZOOMS.find((one) => one === query.get('zoom')) ?? 'day';
  const kept = readStart(query.get('from'));
  const range = kept === null ? around(now, zoom, zone) : { start: kept, end: kept + LENGTH[zoom] };
  const set = (patch: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(patch)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    setQuery(next, { replace: true });
  };
  return {
    zone,
    zoom,
    range,
    asTable: query.get('timeline') === 'table',
    /** What is in the middle stays there, unless all of it is around now. */
    show: (next: Zoom) => {
      const middle = (range.start + range.end) / 2;
      const start = kept === null ? null : writeStart(middle - LENGTH[next] / 2);
      set({ zoom: next === 'day' ? null : next, from: start });
    },
    step: (by: 1 | -1) => set({ from: writeStart(range.start + by * LENGTH[zoom]) }),
    toNow: () => set({ from: null }),
    setTable: (table: boolean) => set({ timeline: table ? 'table' : null }),
  };
}
export type TimelineRange = ReturnType<typeof useRange>;

const KEYS: Readonly<Record<Zoom, string>> = { day: 'D', week: 'W', month: 'M' };

/** The same by key and by name. */
export function rangeCommands(range: TimelineRange): Command[] {
  const command = (id: string, keys: string, label: string, run: () => void): Command => ({
    id: `timeline ${id}`,
    keys,
    label,
    run,
  });
  return [
    command('now', 'T', timelineText.showAs(timelineText.now), range.toNow),
    ...ZOOMS.map((zoom) => ({
      ...command(zoom, KEYS[zoom], timelineText.showAs(timelineText[zoom]), () => range.show(zoom)),
      reason: range.zoom === zoom ? timelineText.isShown : null,
    })),
    {
      ...command('later', 'J', timelineText.showAs(timelineText.later), () => range.step(1)),
      aliases: ['N'],
    },
    {
      ...command('earlier', 'K', timelineText.showAs(timelineText.earlier), () => range.step(-1)),
      aliases: ['P'],
    },
  ];
}
