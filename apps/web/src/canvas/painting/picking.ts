import { useReactFlow } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { spaceOf, type Layout } from '../layout/layout.ts';

interface Client {
  readonly clientX: number;
  readonly clientY: number;
}

/**
 * Finds painted parts under the pointer. The part that the pointer is over becomes an element, so that it is clicked,
 * dragged, joined and opened like any other.
 */
export function usePicking(layout: Layout, painted: boolean) {
  const { screenToFlowPosition } = useReactFlow();
  const [over, setOver] = useState<string | null>(null);
  const pick = useCallback(
    ({ clientX, clientY }: Client): string | null => {
      if (!painted) return null;
      const at = screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
      return spaceOf(layout).at(at).at(-1) ?? null;
    },
    [layout, painted, screenToFlowPosition],
  );
  const follow = useCallback(
    (event: Client & { readonly target: EventTarget; readonly buttons: number }) => {
      const sheet = event.target instanceof Element && event.target.matches('.react-flow__pane');
      if (sheet && event.buttons === 0) setOver(pick(event));
    },
    [pick],
  );
  return { hovered: painted ? over : null, pick, follow: painted ? follow : undefined };
}
