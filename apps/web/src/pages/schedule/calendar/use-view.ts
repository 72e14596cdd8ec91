import { wallTimeOf, zoneExists } from '@patchbay/engine/time';
import { useNavigate, useSearchParams } from 'react-router';
import type { Command } from '../../../commands/command.ts';
import { usePageCommands } from '../../../commands/page-commands.ts';
import { scheduleText } from '../../../messages/schedule.ts';
import { calendarText } from '../../../messages/slots/calendar.ts';
import { useWorldNow } from '../../../api/session.ts';
import { paths } from '../../../paths.ts';
import { isDate, viewerZone } from '../../../ui/format/time.ts';
import { stepped, VIEWS, type View } from './wall.ts';

/** What the schedule shows: all of it is in the address, so that it can be sent and gone back to. */
export function useView() {
  const [query, setQuery] = useSearchParams();
  const now = useWorldNow();
  const zone = zoneOf(query.get('zone'));
  const today = wallTimeOf(now, zone).date;
  const view = VIEWS.find((one) => one === query.get('view')) ?? 'week';
  const asked = query.get('date') ?? '';
  const date = isDate(asked) ? asked : today;
  const set = (patch: Record<string, string | null>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(patch)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    setQuery(next, { replace: true });
  };
  const period = view === 'table' ? 'week' : view;
  return {
    view,
    date,
    zone,
    today,
    slotId: query.get('slot'),
    show: (next: View) => set({ view: next }),
    goTo: (next: string) => set({ date: next === today ? null : next }),
    openDay: (day: string) => set({ view: 'day', date: day }),
    step: (by: 1 | -1) => set({ date: stepped(period, date, by) }),
    setZone: (next: string) => set({ zone: next === viewerZone() ? null : next }),
    open: (slotId: string | null) => set({ slot: slotId }),
  };
}
export type ScheduleView = ReturnType<typeof useView>;

function zoneOf(asked: string | null): string {
  return asked !== null && zoneExists(asked) ? asked : viewerZone();
}

/** What the schedule offers by key and by name. */
export function useViewCommands(view: ScheduleView, subscribe: () => void): void {
  const navigate = useNavigate();
  const period = view.view === 'table' ? 'week' : view.view;
  usePageCommands({
    title: scheduleText.title,
    list: () => [
      command('today', 'T', calendarText.today, () => view.goTo(view.today)),
      ...VIEWS.map((one) => ({
        ...command(one, VIEW_KEYS[one], calendarText.showAs(calendarText[one]), () => view.show(one)),
        reason: view.view === one ? calendarText.isShown : null,
      })),
      { ...command('later', 'J', calendarText.later[period], () => view.step(1)), aliases: ['N'] },
      { ...command('earlier', 'K', calendarText.earlier[period], () => view.step(-1)), aliases: ['P'] },
      command('book', 'C', calendarText.bookDesign, () => void navigate(paths.designs())),
      command('subscribe', undefined, calendarText.subscribe, subscribe),
    ],
  });
}

const VIEW_KEYS: Readonly<Record<View, string | undefined>> = {
  day: 'D',
  week: 'W',
  month: 'M',
  table: undefined,
};

const command = (id: string, keys: string | undefined, label: string, run: () => void): Command => ({
  id: `schedule ${id}`,
  label,
  keys,
  run,
});
