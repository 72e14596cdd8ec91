import {
  Background,
  BackgroundVariant,
  ReactFlow,
  useStore,
  type NodeProps,
  type Viewport,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent as ReactMouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { GRID, overlaps } from '../layout/geometry.ts';
import { inTreeOrder } from '../layout/tree-order.ts';
import { rootOf, type Layout, type Placed } from '../layout/layout.ts';
import { boxOf, type Line } from '../routing/route.ts';
import { levelsOf } from '../store/analysis.ts';
import type { PlacedGroup } from '../layout/groups.ts';
import type { PartDrag, PartNode } from '../hand/part-node.ts';
import { GroupView } from './group-view.tsx';
import { PartView } from './part-view.tsx';
import { SceneContext, type Scene } from './scene.ts';
import { Lines, type LinesProps } from './lines.tsx';
import { MAX_ZOOM, MIN_ZOOM, useFirstFit } from './view.ts';
import { Painting } from '../painting/painting.tsx';
import { usePicking } from '../painting/picking.ts';
import { useVisible, type Visible } from '../painting/visible.ts';
import classes from './flow.module.css';

const nodeTypes = {
  part: ({ data }: NodeProps<Extract<PartNode, { type?: 'part' }>>) => <PartView placed={data.placed} />,
  frame: ({ data }: NodeProps<Extract<PartNode, { type?: 'frame' }>>) => <GroupView placed={data.placed} />,
};
interface SurfaceProps {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly lines: LinesProps;
  readonly label: string;
  readonly editable: boolean;
  /** Whether a drag with the main button on the empty sheet moves it. */
  readonly grip: boolean;
  readonly grid?: boolean;
  readonly snap?: boolean;
  /** The parts and collapsed groups on the move, which `layout` has at their new places. */
  readonly moving?: ReadonlySet<string> | null;
  readonly onDragStart?: PartDrag;
  readonly onDrag?: PartDrag;
  readonly onDragStop?: PartDrag;
  readonly onPaneClick?: () => void;
  readonly onViewed?: (viewport: Viewport) => void;
  readonly onPaneMenu?: (event: MouseEvent | ReactMouseEvent) => void;
  readonly children?: ReactNode;
}

/** The sheet that parts are drawn on: pan, zoom, grid, parts, connections. */
export function Surface(props: SurfaceProps) {
  const { scene, layout, editable, grip, grid = true, snap = true } = props;
  const tree = useRef<HTMLDivElement>(null);
  const visible = useVisible(layout);
  const sheet = visible.show === 'sheet';
  const { hovered, pick, follow } = usePicking(layout, sheet);
  const nodes = useNodes(props, visible, hovered);
  const lines = useLines(props, visible);
  // Only what is there from the start is fitted: the first part must stay where it was put.
  const [fit] = useState(() => layout.size + layout.groups.size > 0);
  useNoApplication(tree);
  return (
    <SceneContext value={scene}>
      <div
        ref={tree}
        role="tree"
        aria-label={props.label}
        aria-multiselectable={editable || undefined}
        className={classes.tree}
        onPointerMove={follow}
      >
        <ReactFlow<PartNode>
          nodes={nodes}
          nodeTypes={nodeTypes}
          nodesDraggable={editable}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode={null}
          panOnScroll={editable}
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={editable}
          panOnDrag={grip ? [0, 1] : [1]}
          snapToGrid={snap}
          snapGrid={[GRID, GRID]}
          nodeDragThreshold={3}
          autoPanSpeed={6}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          proOptions={{ hideAttribution: true }}
          onNodeDragStart={props.onDragStart}
          onNodeDrag={props.onDrag}
          onNodeDragStop={props.onDragStop}
          onPaneClick={(event) => {
            const under = pick(event);
            if (under === null) props.onPaneClick?.();
            else scene.onSelect?.(under, event.shiftKey);
          }}
          onPaneContextMenu={props.onPaneMenu}
          onMoveEnd={(_, viewport) => props.onViewed?.(viewport)}
        >
          {!sheet && grid && (
            <Background variant={BackgroundVariant.Dots} gap={2 * GRID} size={1.6} className={classes.grid} />
          )}
          {sheet && <Painted {...props} />}
          <Lines {...props.lines} lines={lines} />
          <Detail />
          <FirstFit scene={scene} wanted={fit} editable={editable} />
        </ReactFlow>
      </div>
      {props.children}
    </SceneContext>
  );
}

/** React Flow calls itself an application; the parts are items of the tree around it. */
function useNoApplication(tree: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    tree.current?.querySelector('.react-flow')?.setAttribute('role', 'presentation');
  }, [tree]);
}

/** A designer's view is the designer's own; what is only looked at follows its room. Of what runs, every state is to be seen. */
function FirstFit(props: { scene: Scene; wanted: boolean; editable: boolean }) {
  const { analysis, status } = props.scene;
  const follow = !props.editable;
  useFirstFit(analysis, { wanted: props.wanted, follow, toRead: follow && status === null });
  return null;
}

/** The drawing as it rests: what is on the move is drawn above it, so that a drag never paints it again. */
function Painted({ scene, moving, lines }: SurfaceProps) {
  const { analysis, selection, status, showFindings } = scene;
  const { faulty } = lines;
  const content = useMemo(
    () => ({
      layout: analysis.layout,
      lines: analysis.lines,
      lifted: moving ?? NOTHING,
      selection,
      faulty,
      levels: showFindings ? levelsOf(analysis) : NO_LEVELS,
      status,
    }),
    [analysis, moving, selection, faulty, status, showFindings],
  );
  return <Painting content={content} />;
}

/** Of what is selected out of view, so many are elements all the same. */
const MOST_HELD = 20;
const NOTHING: ReadonlySet<string> = new Set();
const NO_LEVELS = new Map<string, never>();

/** The parts that are elements now; beside those in view, the ones that somebody has to do with. */
function useNodes(
  { scene, layout, moving }: SurfaceProps,
  visible: Visible,
  hovered: string | null,
): PartNode[] {
  const { analysis, selection, tabStop, target } = scene;
  return useMemo(() => {
    if (visible.show === 'all') return nodesOf([...layout.values(), ...layout.groups.values()]);
    const held = [...[...selection].slice(-MOST_HELD), ...(tabStop === null ? [] : [tabStop])];
    const roots = held.map((id) => rootOf(analysis.model, id));
    const ids = new Set([...roots, ...(moving ?? []), target?.root ?? '', hovered ?? '']);
    if (visible.show === 'window') for (const id of visible.ids) ids.add(id);
    const shown = [...ids].flatMap((id) => layout.get(id) ?? layout.groups.get(id) ?? []);
    return nodesOf(shown);
  }, [layout, visible, analysis, selection, tabStop, moving, target, hovered]);
}

/** The lines that are elements now. */
function useLines({ lines: { lines, selection }, moving }: SurfaceProps, visible: Visible): readonly Line[] {
  return useMemo(() => {
    if (visible.show === 'all') return lines;
    const { window } = visible;
    if (visible.show === 'window') return lines.filter(({ points }) => overlaps(boxOf(points), window, 1));
    return lines.filter(({ id, a, b }) => moving?.has(a) || moving?.has(b) || selection.has(id));
  }, [lines, visible, moving, selection]);
}

/** Below these a name of 12 pixels on the screen is higher than a bar, and wider than a card. */
const LOW_BARS = 0.35;
const LOW_CARDS = 0.22;

/** Tells the style sheet how much detail the zoom leaves room for, without drawing the parts again. */
function Detail() {
  // In steps, so that few zooms change anything; down, so that nothing is shown that would be too small.
  const zoom = useStore(({ transform }) => Math.floor(transform[2] * 20 + 1e-6) / 20);
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = mark.current?.closest<HTMLElement>('[role="tree"]');
    element?.setAttribute('data-detail', zoom >= 0.9 ? 'full' : zoom >= 0.5 ? 'mid' : 'low');
    element?.toggleAttribute('data-low-bars', zoom < LOW_BARS);
    element?.toggleAttribute('data-low-cards', zoom < LOW_CARDS);
    element?.style.setProperty('--readable', `${Math.round(12 / zoom)}px`);
    element?.style.setProperty('--hair', `${1 / Math.max(zoom, MIN_ZOOM)}px`);
  }, [zoom]);
  return <span ref={mark} hidden />;
}

/** The order of nodes is the order in which they are read out. */
function nodesOf(placed: (Placed | PlacedGroup)[]): PartNode[] {
  return inTreeOrder(placed).map(toNode);
}

/** One node for each placed part: while one part moves, React Flow sees that the others are the same. */
const nodeOf = new WeakMap<Placed | PlacedGroup, PartNode>();

function toNode(placed: Placed | PlacedGroup): PartNode {
  const known = nodeOf.get(placed);
  if (known) return known;
  const { x, y, width, height } = placed.rect;
  const base = {
    id: placed.id,
    position: { x, y },
    width,
    height,
    domAttributes: { 'aria-roledescription': undefined },
  };
  const open = 'group' in placed && !placed.group.collapsed;
  const node: PartNode =
    'group' in placed
      ? // A frame is below its members, and only its name is taken hold of.
        {
          ...base,
          type: 'frame',
          data: { placed },
          zIndex: open ? -1 : 0,
          style: { pointerEvents: open ? 'none' : 'all' },
        }
      : { ...base, type: 'part', data: { placed }, style: { pointerEvents: 'all' } };
  nodeOf.set(placed, node);
  return node;
}
