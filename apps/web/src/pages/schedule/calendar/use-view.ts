import { wallTimeOf, zoneExists } from '@patchbay/engine/time';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useWorldNow } from '../../../api/session.ts';
import { paths } from '../../../paths.ts';
import { isDate, viewerZone } from '../../../ui/format/time.ts';
import { inDialog, isTyping } from '../../../ui/layout/typing.ts';
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

/** T today, D, W, M views, J later, K earlier, C book. */
export function useViewKeys(view: ScheduleView): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target) ||
        inDialog(event.target)
      )
        return;
      const act = {
        t: () => view.goTo(view.today),
        d: () => view.show('day'),
        w: () => view.show('week'),
        m: () => view.show('month'),
        j: () => view.step(1),
        k: () => view.step(-1),
        c: () => void navigate(paths.designs()),
      }[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [view, navigate]);
}
