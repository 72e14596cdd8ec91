import {
  Background,
  BackgroundVariant,
  ReactFlow,
  useStore,
  type Node,
  type NodeProps,
  type OnNodeDrag,
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
} from 'react';
import type { Layout, Placed } from '../layout/layout.ts';
import { PartView } from './part-view.tsx';
import { SceneContext, type Scene } from './scene.ts';
import { Lines, type LinesProps } from './lines.tsx';
import { FIT, useRefit } from './view.ts';
import classes from './flow.module.css';

type PartNode = Node<{ placed: Placed }, 'part'>;
export type PartDrag = OnNodeDrag<PartNode>;

const nodeTypes = { part: ({ data }: NodeProps<PartNode>) => <PartView placed={data.placed} /> };
const FIRST_FIT = { ...FIT, minZoom: 0.2 };
/** Above this, parts off the screen are left out of the page. */
const MANY = 250;

interface SurfaceProps {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly lines: LinesProps;
  readonly label: string;
  readonly editable: boolean;
  /** Whether a drag with the main button on the empty sheet moves it. */
  readonly grip: boolean;
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
  const { scene, layout, editable, grip } = props;
  const tree = useRef<HTMLDivElement>(null);
  const nodes = useMemo(() => [...layout.values()].sort(inReadingOrder).map(toNode), [layout]);
  // Only what is there from the start is fitted: the first part must stay where it was put.
  const [fit] = useState(() => layout.size > 0);
  useEffect(() => {
    // React Flow calls itself an application; the parts are items of the tree around it.
    tree.current?.querySelector('.react-flow')?.setAttribute('role', 'presentation');
  }, []);
  return (
    <SceneContext value={scene}>
      <div ref={tree} role="tree" aria-label={props.label} className={classes.tree}>
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
          onlyRenderVisibleElements={nodes.length > MANY}
          panOnScroll={editable}
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={editable}
          panOnDrag={grip ? [0, 1] : [1]}
          snapToGrid
          snapGrid={[8, 8]}
          nodeDragThreshold={3}
          minZoom={0.1}
          maxZoom={2}
          fitView={fit}
          fitViewOptions={FIRST_FIT}
          proOptions={{ hideAttribution: true }}
          onNodeDragStart={props.onDragStart}
          onNodeDrag={props.onDrag}
          onNodeDragStop={props.onDragStop}
          onPaneClick={props.onPaneClick}
          onPaneContextMenu={props.onPaneMenu}
          onMoveEnd={(_, viewport) => props.onViewed?.(viewport)}
        >
          <Background variant={BackgroundVariant.Dots} gap={16} size={1.6} className={classes.grid} />
          <Lines {...props.lines} />
          <Detail />
          <Refit wanted={fit && !editable} />
        </ReactFlow>
      </div>
      {props.children}
    </SceneContext>
  );
}

/** A designer's view is the designer's own; what is only looked at follows its room. */
function Refit({ wanted }: { wanted: boolean }) {
  useRefit(FIRST_FIT, wanted);
  return null;
}

/** Tells the style sheet how much detail the zoom leaves room for, without drawing the parts again. */
function Detail() {
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 20) / 20);
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = mark.current?.closest<HTMLElement>('[role="tree"]');
    element?.setAttribute('data-detail', zoom >= 0.9 ? 'full' : zoom >= 0.5 ? 'mid' : 'low');
    element?.style.setProperty('--readable', `${Math.round(12 / zoom)}px`);
  }, [zoom]);
  return <span ref={mark} hidden />;
}

function inReadingOrder(a: Placed, b: Placed): number {
  return a.rect.y - b.rect.y || a.rect.x - b.rect.x;
}

/** One node for each placed part: while one part moves, React Flow sees that the others are the same. */
const nodeOf = new WeakMap<Placed, PartNode>();

function toNode(placed: Placed): PartNode {
  const known = nodeOf.get(placed);
  if (known) return known;
  const { x, y, width, height } = placed.rect;
  const node: PartNode = {
    id: placed.id,
    type: 'part',
    position: { x, y },
    width,
    height,
    data: { placed },
    style: { pointerEvents: 'all' },
    domAttributes: { 'aria-roledescription': undefined },
  };
  nodeOf.set(placed, node);
  return node;
}
