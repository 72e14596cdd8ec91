import { ReactFlow, useNodesInitialized, useReactFlow, type Edge, type Node } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect } from 'react';
import { until, type Flow, type Side } from './side.ts';

/** React Flow as its documentation has it: default nodes and edges, and no more than the same parts and connections. */
export const plain: Side = (root, design, out) => {
  const nodes = Object.values(design.components).map(
    ({ id, name, x, y }): Node => ({ id, position: { x, y }, data: { label: name } }),
  );
  const edges = Object.values(design.connections).map(
    ({ id, a, b }): Edge => ({ id, source: a.component, target: b.component }),
  );
  let flow: Flow | null = null;
  root.render(
    <ReactFlow defaultNodes={nodes} defaultEdges={edges} fitView={out} minZoom={0.01}>
      <Ready then={(instance) => (flow = instance)} />
    </ReactFlow>,
  );
  return { view: until(() => flow) };
};

/** React Flow is ready when it has measured its nodes: until then they are hidden. */
function Ready({ then }: { then: (flow: Flow) => void }) {
  const measured = useNodesInitialized();
  const flow = useReactFlow();
  useEffect(() => {
    if (measured) then(flow);
  }, [measured, flow, then]);
  return null;
}
