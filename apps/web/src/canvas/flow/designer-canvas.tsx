import { memo, useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { canvasText } from '../../messages/canvas.ts';
import { useKeys } from '../commands/keyboard.ts';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { select, toggle } from '../store/session-store.ts';
import { useClipboardEvents } from '../commands/clipboard-events.ts';
import { useArmed, useCarry } from '../hand/carry.ts';
import { ContextMenu } from '../bars/context-menu.tsx';
import { Credit } from './credit.tsx';
import { Ghost } from '../hand/ghost.tsx';
import { BlankPicture } from '../drawing/blank-picture.tsx';
import { Banner } from '../bars/banner.tsx';
import { Refusal } from '../bars/refusal.tsx';
import { useConnectPreview, usePortPress } from '../hand/joining.ts';
import { Marquee, useMarquee } from '../hand/marquee.tsx';
import { useMoved, usePartDrag } from '../hand/part-drag.ts';
import { useClickCapture, useSheetPresses } from '../hand/sheet-presses.ts';
import { Minimap } from '../painting/minimap.tsx';
import { Lost } from '../bars/lost.tsx';
import { useStore } from 'zustand';
import { Boundary } from '../abstractions/boundary.tsx';
import { newerThan } from '../abstractions/library.ts';
import { PartToolbar } from '../bars/part-toolbar.tsx';
import type { Layout } from '../layout/layout.ts';
import { tabStopOf } from './tab-stop.ts';
import type { Scene } from './scene.ts';
import { Surface } from './surface.tsx';
import { Tools } from '../bars/tools.tsx';
import { useFocusRequests, useViewed, useViewPort } from './view.ts';
import { ZoomCluster } from './zoom-cluster.tsx';
import { region } from '../../ui/layout/region.ts';
import classes from './flow.module.css';

/** A drawing has no direction of reading; only what stands around it is mirrored. */
const DRAWN = { 'data-canvas': true, dir: 'ltr' };

/** The drawing that is worked on. */
export function DesignerCanvas() {
  const designer = useDesigner();
  const { session } = designer;
  const element = useRef<HTMLElement>(null);
  const scene = useEditScene();
  const { armed, grip, grid, snap, connecting } = useMode();
  const preview = useConnectPreview();
  const moved = useMoved();
  const drag = usePartDrag();
  const { findings } = scene.analysis;
  // Not of the scene, which is another one with every focus: the painted sheet would be painted again.
  const faulty = useMemo(() => new Set(findings.flatMap(({ connections }) => connections)), [findings]);
  useArmed();
  useKeys(element);
  useClipboardEvents(element);
  useViewPort();
  const viewed = useViewed();
  const marquee = useMarquee();
  useFocusRequests(element);
  const empty = useEmpty(element, scene.analysis.layout);
  const capture = useClickCapture();
  const sheet = useSheetPresses();
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- places what is armed; useKeys handles the keys for the same
    <section
      {...region}
      ref={element}
      aria-label={canvasText.region}
      className={classes.canvas}
      {...DRAWN}
      data-armed={armed || undefined}
      data-connecting={connecting || undefined}
      data-grip={grip || undefined}
      onClickCapture={capture}
      onPointerDown={marquee.press}
      onDoubleClick={sheet.add}
    >
      <Surface
        scene={scene}
        layout={moved.layout}
        moving={moved.moving}
        label={canvasText.tree}
        editable
        grip={grip}
        grid={grid}
        snap={snap}
        lines={{
          lines: moved.lines,
          selection: scene.selection,
          faulty,
          preview,
          onSelect: scene.onSelect,
          onMenu: scene.actions?.menu,
        }}
        onDragStart={drag.start}
        onDrag={drag.move}
        onDragStop={drag.stop}
        onPaneClick={() => select(session, null)}
        onViewed={viewed}
        onPaneMenu={sheet.menu}
      >
        <Overlays />
        <Marquee frame={marquee.frame} />
        {empty && <EmptyHint />}
      </Surface>
      <Ghost />
    </section>
  );
}

function EmptyHint() {
  return (
    <div className={classes.hint}>
      <div aria-hidden>
        <BlankPicture />
      </div>
      <strong>{canvasText.empty}</strong>
      <span>{canvasText.emptyMore}</span>
    </div>
  );
}

/** What a press on the sheet does now. */
function useMode() {
  return {
    armed: useSession(({ carry, placing }) => carry?.mode === 'armed' || placing !== null),
    connecting: useSession((state) => state.connecting !== null),
    grip: useSession(({ tool, grip }) => grip || tool === 'hand'),
    grid: useSession((state) => state.grid),
    snap: useSession((state) => state.snap),
  };
}

/** What floats over the drawing; nothing of it changes while a part is dragged. */
const Overlays = memo(function Overlays() {
  return (
    <>
      <Boundary />
      <PartToolbar />
      <ContextMenu />
      <Tools />
      <ZoomCluster />
      <Minimap />
      <Credit />
      <Banner />
      <Refusal />
      <Lost />
    </>
  );
});

/** Whether nothing is drawn. A design that opens so has drawing next: the focus is there, and `N` works at once. */
function useEmpty(canvas: RefObject<HTMLElement | null>, { size, groups }: Layout): boolean {
  const empty = size + groups.size === 0;
  const [opened] = useState(empty);
  useEffect(() => {
    if (opened) canvas.current?.focus();
  }, [canvas, opened]);
  return empty;
}

function useEditScene(): Scene {
  const { book } = useDesigner();
  const analysis = useAnalysis();
  const chosen = useSession((state) => state.selection);
  const selection = useMemo(() => new Set(chosen), [chosen]);
  const focused = useSession((state) => state.focused);
  const target = useSession((state) => state.carry?.target ?? null);
  const connecting = useSession((state) => state.connecting?.component ?? null);
  const hands = useHands();
  const library = useStore(useDesigner().library);
  const newer = useCallback((typeId: string) => newerThan(library, typeId), [library]);
  const tabStop = tabStopOf(analysis, focused);
  return useMemo(
    () => ({
      analysis,
      book,
      selection,
      tabStop,
      target,
      connecting,
      showFindings: true,
      newer,
      status: null,
      ...hands,
    }),
    [analysis, book, selection, tabStop, target, connecting, newer, hands],
  );
}

/** What pointers do to parts and lines: the same for good, so that a line is drawn again only where it looks different. */
function useHands(): Pick<Scene, 'onSelect' | 'onFocus' | 'actions'> {
  const { session } = useDesigner();
  const { take } = useCarry();
  const ports = usePortPress();
  return useMemo(
    () => ({
      onSelect: (id, add) => (add ? toggle(session, id) : select(session, id)),
      onFocus: (id) => session.setState({ focused: id }),
      actions: {
        ...ports,
        grab: (id, event) => {
          event.stopPropagation();
          take({ what: 'part', id }, event);
        },
        addSystem: (id) => {
          select(session, id);
          session.setState({ dialog: { show: 'append', ids: [id] } });
        },
        menu: (id, event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!session.getState().selection.includes(id)) select(session, id);
          session.setState({ menu: { x: event.clientX, y: event.clientY } });
        },
      },
    }),
    [session, take, ports],
  );
}
