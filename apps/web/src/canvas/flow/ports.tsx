import { portUse } from '@patchbay/engine/design';
import { canvasText } from '../../messages/canvas.ts';
import type { Placed } from '../layout/layout.ts';
import { useScene } from './scene.ts';
import classes from './ports.module.css';

const STEP = 20;

/** The free ports of a part, on its right edge. A port that is used up shows only its connections. */
export function Ports({ placed }: { placed: Placed }) {
  const { analysis, actions, connecting } = useScene();
  if (!actions) return null;
  const { id, part, rect } = placed;
  const free = part.type.ports.filter((port) => {
    const { used, capacity } = portUse(analysis.model, id, port.name);
    return used < capacity || connecting !== null;
  });
  return free.map((port, index) => {
    const { used, capacity } = portUse(analysis.model, id, port.name);
    const top = rect.height / 2 + (index - (free.length - 1) / 2) * STEP;
    return (
      <button
        key={port.name}
        type="button"
        tabIndex={-1}
        className={`${classes.port} nodrag nopan`}
        style={{ top }}
        data-port={port.name}
        data-of={id}
        data-active={connecting === id || undefined}
        aria-label={canvasText.portName(port.label, part.component.name, used, capacity)}
        onPointerDown={(event) => actions.port(id, port.name, event)}
        onClick={(event) => {
          event.stopPropagation();
          actions.connect(id, port.name);
        }}
      />
    );
  });
}
