import { shippedCatalog } from '@patchbay/catalog';
import { priceBook } from '@patchbay/engine/rating';
import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { DesignerCanvas } from '../../src/canvas/flow/designer-canvas.tsx';
import { DesignerContext, openDesigner } from '../../src/canvas/store/designer.ts';
import { ThemeRoot } from '../../src/theme/theme-root.tsx';
import { until, type Flow, type Side } from './side.ts';

const NO_PRICES = priceBook.parse({ name: 'benchmark', currency: 'EUR', prices: [] });

/** The designer's own drawing: its store, its catalog, its checks. */
export const ours: Side = (root, design) => {
  const designer = openDesigner(design, shippedCatalog, NO_PRICES);
  const held: { flow: Flow | null } = { flow: null };
  root.render(
    <ThemeRoot>
      <DesignerContext value={designer}>
        <ReactFlowProvider>
          <div style={{ display: 'grid', height: '100%' }}>
            <DesignerCanvas />
          </div>
          <Held then={(flow) => (held.flow = flow)} />
        </ReactFlowProvider>
      </DesignerContext>
    </ThemeRoot>,
  );
  return { view: until(() => (drawn() ? held.flow : null)) };
};

/** Parts are elements, or all of them are on one painted sheet. */
function drawn(): boolean {
  return document.querySelector('[data-part], canvas[data-painted]') !== null;
}

function Held({ then }: { then: (flow: Flow) => void }) {
  const flow = useReactFlow();
  useEffect(() => {
    then(flow);
  }, [flow, then]);
  return null;
}
