import type { Chosen } from '@patchbay/engine/design';
import { IconPlus } from '@tabler/icons-react';
import { portText } from '../../messages/designer/abstractions.ts';
import { rootOf } from '../layout/layout.ts';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { keepFocus, say } from '../store/session-store.ts';
import { hiddenPorts, type Draft } from './drafting.ts';
import { withPort } from './proposed.ts';
import { useDraft } from './use-draft.ts';
import classes from './boundary.module.css';

const STEP = 24;

/** Ports that are not exposed yet, on the left of their cards: pressing one exposes it. */
export function HiddenPorts({ draft, chosen }: { draft: Draft; chosen: Chosen }) {
  const { session } = useDesigner();
  const { model, layout } = useAnalysis();
  const { patch } = useDraft();
  const seen = new Map<string, number>();
  return hiddenPorts(chosen, draft, model).map((end) => {
    const rect = layout.get(rootOf(model, end.component))?.rect;
    if (!rect) return null;
    const nth = seen.get(end.component) ?? 0;
    seen.set(end.component, nth + 1);
    return (
      <button
        key={`${end.component} ${end.port}`}
        type="button"
        className={classes.hiddenPort}
        style={{ left: rect.x, top: rect.y + Math.min(18, rect.height / 2) + nth * STEP }}
        aria-label={portText.expose(end.label, end.of)}
        title={portText.expose(end.label, end.of)}
        onClick={(event) => {
          event.stopPropagation();
          patch({ ports: withPort(draft.ports, end), problem: null });
          say(session, portText.exposed(end.label, end.of));
          keepFocus(session);
        }}
      >
        <IconPlus size={12} stroke={2} aria-hidden />
      </button>
    );
  });
}
