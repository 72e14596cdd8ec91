import type { Part } from '@patchbay/engine/design';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import { canvasText } from '../../messages/canvas.ts';
import { partName } from '../store/part-name.ts';
import { ownFindings, useScene } from './scene.ts';

interface ItemProps {
  readonly part: Part;
  readonly level: number;
  readonly className: string | undefined;
  readonly style?: CSSProperties;
  /** A part drawn inside another is taken out by dragging it; one on the canvas is moved by React Flow. */
  readonly hosted?: boolean;
  readonly children: ReactNode;
}

/** A part of the drawing that can be focused, selected and taken hold of, whatever it looks like. */
export function Item({ part, level, className, style, hosted = false, children }: ItemProps) {
  const scene = useScene();
  const { id } = part.component;
  const { analysis, selection, tabStop, onSelect, actions, target, status } = scene;
  const findings = scene.showFindings ? (analysis.about.get(id) ?? []) : [];
  const state = status?.(id);
  const name = partName(analysis.model, part, findings, scene.newer?.(part.type.id));
  const press = (event: MouseEvent) => {
    event.stopPropagation();
    onSelect?.(id, event.shiftKey || event.ctrlKey || event.metaKey);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled once, by the canvas around all parts
    <div
      role="treeitem"
      aria-level={level}
      aria-label={state ? `${name}, ${canvasText.states[state] ?? state}` : name}
      aria-selected={selection.has(id)}
      tabIndex={tabStop === id ? 0 : -1}
      className={hosted ? `${className} nodrag nopan` : className}
      style={style}
      data-part={id}
      data-selected={selection.has(id) || undefined}
      data-blocked={ownFindings(scene, id).some((finding) => finding.level === 'blocker') || undefined}
      data-state={state}
      data-target={target?.host === id ? (target.refusal === null ? 'accepts' : 'refuses') : undefined}
      onClick={press}
      onFocus={(event) => {
        if (event.target === event.currentTarget) scene.onFocus(id);
      }}
      onPointerDown={hosted && actions ? (event) => actions.grab(id, event) : undefined}
      onContextMenu={actions ? (event) => actions.menu(id, event) : undefined}
    >
      {children}
    </div>
  );
}
