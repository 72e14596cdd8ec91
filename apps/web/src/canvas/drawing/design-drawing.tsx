import type { Catalog } from '@patchbay/catalog';
import type { DesignDocument } from '@patchbay/engine/design';
import type { PriceBook } from '@patchbay/engine/rating';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { canvasText } from '../../messages/canvas.ts';
import { ARROWS, neighbour } from '../commands/neighbour.ts';
import type { Scene } from '../flow/scene.ts';
import { tabStopOf } from '../flow/tab-stop.ts';
import { Surface } from '../flow/surface.tsx';
import { Credit } from '../flow/credit.tsx';
import { ZoomCluster } from '../flow/zoom-cluster.tsx';
import { analyse } from '../store/analysis.ts';
import classes from './drawing.module.css';

interface DesignDrawingProps {
  readonly document: DesignDocument;
  readonly catalog: Catalog;
  /** The state of a component, one of the states of an environment's part; undefined where there is none. */
  readonly status?: (componentId: string) => string | undefined;
  readonly selected?: string | null;
  readonly onSelect?: (componentId: string) => void;
  readonly height?: number | string;
  /** Prices on the parts; left out without it. */
  readonly book?: PriceBook;
}

const NO_LINES: ReadonlySet<string> = new Set();

/** A design as it is drawn in the designer, to look at: pan, zoom, arrow keys, and selection where somebody listens. */
export function DesignDrawing(props: DesignDrawingProps) {
  const {
    document,
    catalog,
    status = null,
    selected = null,
    onSelect = null,
    height = '100%',
    book = null,
  } = props;
  const analysis = useMemo(() => analyse(document, catalog), [document, catalog]);
  const element = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const tabStop = tabStopOf(analysis, focused, selected);
  const selection = useMemo(() => new Set(selected === null ? [] : [selected]), [selected]);
  const scene = useMemo<Scene>(
    () => ({
      analysis,
      book,
      selection,
      tabStop,
      target: null,
      connecting: null,
      showFindings: false,
      newer: null,
      status,
      onSelect,
      onFocus: setFocused,
      actions: null,
    }),
    [analysis, book, selection, tabStop, status, onSelect],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const id = target?.dataset['part'];
    const direction = ARROWS[event.key];
    if (id === undefined || !element.current) return;
    if (direction) {
      event.preventDefault();
      const next = neighbour(element.current, analysis.layout, id, direction);
      if (next === null) return;
      // A part that was out of view is an element once it is the tab stop.
      flushSync(() => setFocused(next));
      element.current.querySelector<HTMLElement>(`[data-part="${next}"]`)?.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && onSelect) {
      event.preventDefault();
      onSelect(id);
    }
  };
  return (
    <ReactFlowProvider>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only hears the keys of the tree inside */}
      <div ref={element} className={classes.drawing} style={{ height }} onKeyDown={onKeyDown}>
        <Surface
          scene={scene}
          layout={analysis.layout}
          label={canvasText.tree}
          editable={false}
          grip
          lines={{ lines: analysis.lines, selection, faulty: NO_LINES, preview: null, onSelect: null }}
        >
          <ZoomCluster />
          <Credit />
        </Surface>
      </div>
    </ReactFlowProvider>
  );
}
