import { Button } from '@mantine/core';
import { useStore } from '@xyflow/react';
import { canvasText } from '../../messages/canvas.ts';
import { runCommand } from '../commands/table/commands.ts';
import { spaceOf } from '../layout/layout.ts';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import classes from '../flow/flow.module.css';

/** The way back, while nothing of the drawing is in view. */
export function Lost() {
  const designer = useDesigner();
  const { layout } = useAnalysis();
  const lost = useStore(({ width, height, transform: [tx, ty, zoom] }) => {
    if (width === 0 || layout.size + layout.groups.size === 0) return false;
    const view = { x: -tx / zoom, y: -ty / zoom, width: width / zoom, height: height / zoom };
    // Asked at every step of a pan.
    return !spaceOf(layout).covers(view);
  });
  if (!lost) return null;
  return (
    <div data-banner className={classes.banner}>
      <span>{canvasText.lost}</span>
      <Button size="xs" variant="subtle" onClick={() => runCommand(designer, 'fit')}>
        {canvasText.back}
      </Button>
    </div>
  );
}
