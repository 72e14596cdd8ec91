import { IconStack2 } from '@tabler/icons-react';
import { LEVELS } from '@patchbay/engine/constraints';
import { memo } from 'react';
import { canvasText } from '../../messages/canvas.ts';
import type { PlacedGroup } from '../layout/groups.ts';
import { LevelGlyph } from '../marks/level-glyph.tsx';
import { levelsOf } from '../store/analysis.ts';
import { groupTotals } from '../store/totals.ts';
import { mebibytes } from '../../ui/format/quantity.ts';
import { useScene } from './scene.ts';
import classes from './group.module.css';

/** A group: a frame around its members, held by its name; or one card that stands for them all. */
export const GroupView = memo(function GroupView({ placed }: { placed: PlacedGroup }) {
  const { selection, tabStop, target, onSelect, onFocus, actions } = useScene();
  const { id, group, rect, members } = placed;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled once, by the canvas around all parts
    <div
      role="treeitem"
      aria-level={1}
      aria-expanded={!group.collapsed}
      aria-label={canvasText.groupName(group.name, members.length, group.collapsed)}
      aria-selected={selection.has(id)}
      tabIndex={tabStop === id ? 0 : -1}
      className={group.collapsed ? classes.card : classes.frame}
      style={{ width: rect.width, height: rect.height }}
      data-part={id}
      data-selected={selection.has(id) || undefined}
      data-target={target?.host === id ? 'accepts' : undefined}
      onClick={(event) => {
        event.stopPropagation();
        onSelect?.(id, event.shiftKey || event.ctrlKey || event.metaKey);
      }}
      onFocus={() => onFocus(id)}
      onContextMenu={actions ? (event) => actions.menu(id, event) : undefined}
    >
      {group.collapsed ? <Card placed={placed} /> : <Label placed={placed} />}
    </div>
  );
});

function Label({ placed: { rect, label, group, members } }: { placed: PlacedGroup }) {
  const place = { left: label.x - rect.x, top: label.y - rect.y, width: label.width, height: label.height };
  return (
    <div className={classes.label} style={place}>
      <IconStack2 size={14} stroke={1.5} aria-hidden />
      <span className={classes.name} title={group.name}>
        {group.name}
      </span>
      <span className={classes.quiet}>{members.length}</span>
    </div>
  );
}

function Card({ placed }: { placed: PlacedGroup }) {
  const { analysis, showFindings } = useScene();
  const { group, members } = placed;
  const { machines, vcpu, memoryMiB } = groupTotals(analysis, group.id);
  const levels = showFindings ? levelsOf(analysis) : null;
  const found = new Set(members.flatMap((id) => levels?.get(id) ?? []));
  const level = LEVELS.find((one) => found.has(one));
  return (
    <>
      <div className={classes.head}>
        <IconStack2 size={16} stroke={1.5} aria-hidden />
        <span className={classes.name} title={group.name}>
          {group.name}
        </span>
        <span className={classes.count}>×{machines || members.length}</span>
      </div>
      <div className={classes.spec}>{canvasText.machineSpec(vcpu, mebibytes(memoryMiB))}</div>
      {level && (
        <span className={classes.mark}>
          <LevelGlyph level={level} size={20} />
        </span>
      )}
    </>
  );
}
