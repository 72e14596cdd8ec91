import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import { canvasText } from '../../messages/canvas.ts';
import { extentOf } from '../routing/extent.ts';
import { useScene } from './scene.ts';
import { glide, useFit, useZoom } from './view.ts';
import classes from './flow.module.css';

/** Zoom out, the zoom itself (press for 100 %), zoom in, fit. */
export function ZoomCluster() {
  const { by, to } = useZoom();
  const { analysis } = useScene();
  const fit = useFit();
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100));
  const buttons = [
    { label: canvasText.zoomOut, icon: IconMinus, press: () => by(-1) },
    { label: canvasText.zoomIn, icon: IconPlus, press: () => by(1) },
    {
      label: canvasText.fit,
      icon: IconMaximize,
      press: () => fit(extentOf(analysis), glide()),
    },
  ];
  const [out, ...rest] = buttons.map(({ label, icon: Icon, press }) => (
    <Tooltip key={label} label={label}>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} onClick={() => press()}>
        <Icon size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  ));
  return (
    <div className={classes.zoom}>
      {out}
      <button
        type="button"
        className={classes.zoomValue}
        aria-label={`${zoom} %, ${canvasText.zoomTo100}`}
        onClick={() => to(1)}
      >
        {zoom} %
      </button>
      {rest}
    </div>
  );
}
