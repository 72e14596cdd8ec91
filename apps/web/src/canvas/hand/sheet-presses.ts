import { useReactFlow } from '@xyflow/react';
import { useCallback, useMemo, type MouseEvent } from 'react';
import { isAbstract } from '../commands/abstract.ts';
import { runCommand } from '../commands/table/commands.ts';
import { useDesigner } from '../store/designer.ts';
import { select } from '../store/session-store.ts';
import { dropAt } from './carry.ts';
import { finishAt } from './joining.ts';
import { placeAt } from './part-drag.ts';

/** A click places what is armed, or ends a connection; parts below do not see it. */
export function useClickCapture() {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  return useCallback(
    (event: MouseEvent) => {
      const { carry, connecting, placing } = designer.session.getState();
      const client = { x: event.clientX, y: event.clientY };
      const inside = (event.target as Element).closest('[role="tree"]') !== null;
      if (!inside) return;
      if (carry?.mode === 'armed') {
        event.stopPropagation();
        designer.session.setState({ carry: null });
        dropAt(designer, carry.carried, screenToFlowPosition(client, { snapToGrid: false }));
      } else if (placing) {
        event.stopPropagation();
        designer.session.setState({ placing: null });
        placeAt(designer, placing.ids, screenToFlowPosition(client, { snapToGrid: false }));
      } else if (connecting?.mode === 'click') {
        event.stopPropagation();
        finishAt(designer, client);
      }
    },
    [designer, screenToFlowPosition],
  );
}

/** The empty sheet: its menu, and adding a part where it is pressed twice. An abstraction that is pressed twice is opened. */
export function useSheetPresses() {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const { session } = designer;
    const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }) =>
      screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
    return {
      menu: (event: { preventDefault(): void; clientX: number; clientY: number }) => {
        event.preventDefault();
        select(session, null);
        session.setState({ menu: { x: event.clientX, y: event.clientY, sheet: pointOf(event) } });
      },
      add: (event: MouseEvent) => {
        const target = event.target as Element;
        const part = target.closest<HTMLElement>('[data-part]')?.dataset['part'];
        if (part !== undefined && isAbstract(designer, part)) return runCommand(designer, 'open', [part]);
        const onSheet = target.classList.contains('react-flow__pane');
        if (onSheet) session.setState({ dialog: { show: 'add', at: pointOf(event) } });
      },
    };
  }, [designer, screenToFlowPosition]);
}
