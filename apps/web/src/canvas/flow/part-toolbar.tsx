import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowRightBar,
  IconLayersSubtract,
  IconPencil,
  IconPlugConnected,
  IconPlus,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import { toolText } from '../../messages/canvas.ts';
import { PART_ACTIONS, removeById, runAction, unavailable, type PartAction } from '../commands/actions.ts';
import { rootOf } from '../layout/layout.ts';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import classes from './flow.module.css';

const ICONS: Readonly<Record<PartAction, Icon>> = {
  append: IconPlus,
  connect: IconPlugConnected,
  'move-into': IconArrowRightBar,
  detach: IconLayersSubtract,
  rename: IconPencil,
  remove: IconTrash,
};

const WIDTH = 198;
const LIFT = 42;

/** Floats above the selected part or connection, at the same size at every zoom, and never outside the canvas. */
export function PartToolbar() {
  const designer = useDesigner();
  const { model, layout, lines } = useAnalysis();
  const selected = useSession((state) => state.selected);
  const busy = useSession(
    (state) => state.moving !== null || state.carry !== null || state.connecting !== null,
  );
  const transform = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  if (selected === null || busy) return null;
  const [tx, ty, zoom] = transform;
  const rect = layout.get(rootOf(model, selected))?.rect;
  const line = lines.find(({ id }) => id === selected);
  const anchor = rect ? { x: rect.x + rect.width, y: rect.y } : line?.labelAt;
  if (!anchor) return null;
  const across = line ? 32 : WIDTH;
  const left = Math.max(8, Math.min(width - across - 8, anchor.x * zoom + tx - (line ? 16 : across)));
  const top = Math.max(8, Math.min(height - 40, anchor.y * zoom + ty - LIFT));
  const name = model.document.components[selected]?.name ?? toolText.disconnect;
  return (
    <div role="toolbar" aria-label={toolText.bar(name)} className={classes.toolbar} style={{ left, top }}>
      {line ? (
        <Tool
          label={toolText.disconnect}
          icon={IconTrash}
          reason={null}
          press={() => removeById(designer, selected)}
        />
      ) : (
        PART_ACTIONS.map(({ action, label, keys }) => {
          const part = model.byId.get(selected);
          const reason = part
            ? unavailable(model, part, action)
            : action === 'remove'
              ? null
              : toolText.noPorts;
          return (
            <Tool
              key={action}
              label={label}
              keys={keys}
              icon={ICONS[action]}
              reason={reason}
              press={() => (part ? runAction(designer, selected, action) : removeById(designer, selected))}
            />
          );
        })
      )}
    </div>
  );
}

function Tool(props: { label: string; keys?: string; icon: Icon; reason: string | null; press: () => void }) {
  const { label, keys, icon: Shape, reason, press } = props;
  const hint = reason === null ? (keys ? `${label} (${keys})` : label) : `${label}: ${reason}`;
  return (
    <Tooltip label={hint}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={reason === null ? label : `${label}, ${reason}`}
        aria-disabled={reason !== null || undefined}
        style={reason === null ? undefined : { opacity: 0.4 }}
        onClick={reason === null ? press : undefined}
        mx={2}
      >
        <Shape size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** The same actions as a menu, where the part was pressed with the other button. What can be done comes first. */
export function PartMenu() {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const menu = useSession((state) => state.menu);
  const selected = useSession((state) => state.selected);
  const part = selected === null ? undefined : model.byId.get(selected);
  const close = () => designer.session.setState({ menu: null });
  if (!menu || !part) return null;
  const items = PART_ACTIONS.map((item) => ({ ...item, reason: unavailable(model, part, item.action) })).sort(
    (a, b) => Number(a.reason !== null) - Number(b.reason !== null),
  );
  return (
    <Menu opened onClose={close} position="bottom-start" withinPortal width={300}>
      <Menu.Target>
        <span style={{ position: 'fixed', left: menu.x, top: menu.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ action, label, keys, reason }) => {
          const Shape = ICONS[action];
          return (
            <Menu.Item
              key={action}
              disabled={reason !== null}
              leftSection={<Shape size={16} stroke={1.5} aria-hidden />}
              rightSection={reason ?? keys}
              onClick={() => runAction(designer, part.component.id, action)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
