import { ActionIcon, Tooltip } from '@mantine/core';
import type { Property } from '@patchbay/catalog';
import { MAX_COUNT, propertyValue, type Edit, type Part } from '@patchbay/engine/design';
import { inspectorText } from '../../messages/canvas.ts';
import { commandText } from '../../messages/designer/commands.ts';
import type { CommandId } from '../commands/table/command.ts';
import { reasonOf, runCommand } from '../commands/table/commands.ts';
import { membersOf, situationWith, type Situation } from '../commands/table/situation.ts';
import { PartLink } from '../findings/message-text.tsx';
import { COMMAND_ICONS } from '../marks/command-icon.ts';
import { applySettled, useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { hourTexts, pricesWithHosted } from '../store/price.ts';
import { grouped } from '../../ui/format/money.ts';
import { NameField, QuantityField } from './fields.tsx';
import pane from './pane.module.css';
import classes from './inspector.module.css';

const LISTED = 40;

/** Several parts, or a group: what they share is changed for all of them in one step. */
export function ManyPanel() {
  const designer = useDesigner();
  useAnalysis();
  const selection = useSession((state) => state.selection);
  const at = situationWith(designer, selection);
  const parts = membersOf(at).flatMap(({ id }) => at.model.byId.get(id) ?? []);
  const prices = pricesWithHosted(at.model, parts, designer.book);
  const more = prices.slice(LISTED).reduce((sum, price) => sum + price, 0);
  const shown = hourTexts([...prices.slice(0, LISTED), more], designer.book.currency);
  const alone = at.groups.length === 1 && at.components.length === 0;
  const group = alone ? at.model.document.groups[at.groups[0] ?? ''] : undefined;
  return (
    <>
      <header className={pane.head}>
        <div>
          <h2>{group?.name ?? inspectorText.selected(parts.length)}</h2>
          <p>{group ? inspectorText.groupOf(parts.length) : inspectorText.together}</p>
        </div>
      </header>
      <div className={pane.scroll} data-inspector-panel tabIndex={-1}>
        {group && (
          <section className={pane.section}>
            <NameField
              key={group.id}
              label={inspectorText.name}
              value={group.name}
              onSave={(name) => applySettled(designer, { do: 'rename-group', id: group.id, name })}
            />
          </section>
        )}
        <Shared parts={parts} />
        <Arrange at={at} selection={selection} />
        <section className={pane.section}>
          <h3>{inspectorText.parts}</h3>
          {parts.slice(0, LISTED).map((part, n) => (
            <div key={part.component.id} className={classes.line}>
              <PartLink id={part.component.id} icon plain />
              <span className={classes.end}>{shown.rows[n]}</span>
            </div>
          ))}
          {parts.length > LISTED && (
            <div className={classes.line}>
              <span>{inspectorText.others(parts.length - LISTED)}</span>
              <span className={classes.end}>{shown.rows.at(-1)}</span>
            </div>
          )}
        </section>
      </div>
      <footer className={pane.foot}>
        <div>
          <b>{shown.total}</b>
          <span>{inspectorText.withHosted}</span>
        </div>
        <button
          type="button"
          className={classes.delete}
          onClick={() => runCommand(designer, 'remove', selection)}
        >
          {commandText.remove}
        </button>
      </footer>
    </>
  );
}

/** Fields that all of them have: copies, and quantities of the same name, unit and bounds. */
function Shared({ parts }: { parts: readonly Part[] }) {
  const designer = useDesigner();
  const [first] = parts;
  if (!first) return null;
  const ids = parts.map(({ component }) => component.id);
  const properties = first.type.properties.filter((property) =>
    parts.every(({ type }) => has(type, property)),
  );
  const save = (label: string, edits: readonly Edit[]) =>
    applySettled(designer, { do: 'many', edits }, `${label} ${ids.join(' ')}`);
  const counts = parts.map(({ component }) => component.count);
  return (
    <section className={pane.section}>
      <h3>{inspectorText.shared}</h3>
      <SharedField
        label={inspectorText.copies}
        values={counts}
        bounds={{ min: 1, max: MAX_COUNT, step: 1, unit: '' }}
        onSave={(count) =>
          save(
            'count',
            ids.map((id) => ({ do: 'set-count', id, count })),
          )
        }
      />
      {properties.map((property) =>
        property.form === 'quantity' ? (
          <SharedField
            key={property.name}
            label={property.label}
            values={parts.map((part) => Number(propertyValue(part, property.name)))}
            bounds={property}
            onSave={(value) =>
              save(
                property.name,
                ids.map((id) => ({ do: 'set-property', id, property: property.name, value })),
              )
            }
          />
        ) : null,
      )}
    </section>
  );
}

function has(type: Part['type'], property: Property): boolean {
  return type.properties.some((own) => JSON.stringify(own) === JSON.stringify(property));
}

/** One value where all agree; else the smallest, and a note that they differ. */
function SharedField(props: {
  label: string;
  values: readonly number[];
  bounds: { min: number; max: number; step: number; unit: string };
  onSave: (value: number) => boolean;
}) {
  const { label, values, bounds, onSave } = props;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (
    <QuantityField
      label={label}
      value={least}
      min={bounds.min}
      max={bounds.max}
      step={bounds.step}
      unit={bounds.unit}
      steppers={bounds.unit === ''}
      mixed={least === most ? undefined : inspectorText.span(grouped(least), grouped(most))}
      note={least === most ? undefined : inspectorText.differ(grouped(least), grouped(most))}
      onSave={onSave}
    />
  );
}

const ROWS: readonly (readonly CommandId[])[] = [
  ['align-left', 'align-centre', 'align-right', 'align-top', 'align-middle', 'align-bottom'],
  ['distribute-across', 'distribute-down', 'tidy', 'group', 'ungroup', 'collapse'],
];

function Arrange({ at, selection }: { at: Situation; selection: readonly string[] }) {
  const designer = useDesigner();
  return (
    <section className={pane.section}>
      <h3>{inspectorText.arrange}</h3>
      {ROWS.map((row) => (
        <div key={row[0]} className={classes.buttons}>
          {row.map((id) => {
            const reason = reasonOf(designer, id, at);
            const Shape = COMMAND_ICONS[id];
            const label = reason === null ? commandText[id] : `${commandText[id]}, ${reason}`;
            return (
              <Tooltip key={id} label={label}>
                <ActionIcon
                  variant="default"
                  size={28}
                  aria-label={label}
                  aria-disabled={reason !== null || undefined}
                  style={reason === null ? undefined : { opacity: 0.4 }}
                  onClick={reason === null ? () => runCommand(designer, id, selection) : undefined}
                >
                  <Shape size={16} stroke={1.5} aria-hidden />
                </ActionIcon>
              </Tooltip>
            );
          })}
        </div>
      ))}
    </section>
  );
}
