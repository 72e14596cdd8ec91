import { Select } from '@mantine/core';
import type { Property } from '@patchbay/catalog';
import { copies, MAX_COUNT, MAX_POSITION, propertyValue, type Part } from '@patchbay/engine/design';
import { inspectorText } from '../../messages/canvas.ts';
import { said } from '../../messages/designer/said.ts';
import { ParametersSection, SavedSection } from '../versions/saved-section.tsx';
import { GRID } from '../layout/geometry.ts';
import { standsAlone } from '../layout/layout.ts';
import { applySettled, useAnalysis, useDesigner } from '../store/designer.ts';
import { hourText } from '../store/price.ts';
import { ConnectionsSection, HostedSection, HostSection, InsideSection } from './relations.tsx';
import { grouped } from '../../ui/format/money.ts';
import { mebibytes } from '../../ui/format/quantity.ts';
import { NameField, QuantityField } from './fields.tsx';
import { say } from '../store/session-store.ts';
import pane from './pane.module.css';
import classes from './inspector.module.css';

/** Name, copies and properties of a part, and what it is related to. */
export function PropertiesTab({ part }: { part: Part }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const { id, name, count, host } = part.component;
  const all = copies(model, part);
  const { memoryMiB, diskMiB } = part.type.demand;
  const abstract = part.type.layer === 'abstraction';
  return (
    <>
      <section className={pane.section}>
        <h3>{part.type.layer === 'machine' ? inspectorText.machine : inspectorText.properties}</h3>
        <NameField
          key={id}
          label={inspectorText.name}
          value={name}
          onSave={(next) => {
            applySettled(designer, { do: 'rename', id, name: next });
            say(designer.session, said.renamed(next));
          }}
        />
        <QuantityField
          key={`count ${id}`}
          label={inspectorText.copies}
          value={count}
          min={1}
          max={MAX_COUNT}
          step={1}
          unit=""
          steppers
          note={host === null ? undefined : `${inspectorText.copiesHint(count)}, ${inspectorText.total(all)}`}
          onSave={(value) => applySettled(designer, { do: 'set-count', id, count: value }, `count ${id}`)}
        />
        {part.type.machine && (
          <div className={classes.field}>
            <span className={pane.small}>{inspectorText.architecture}</span>
            <span>{part.type.machine.arch}</span>
          </div>
        )}
        {!abstract &&
          part.type.properties.map((property) => (
            <PropertyField key={property.name} part={part} property={property} />
          ))}
        {(memoryMiB > 0 || diskMiB > 0) && (
          <div className={classes.field}>
            <span className={pane.small}>{inspectorText.demand}</span>
            <span>{inspectorText.demandText(mebibytes(memoryMiB), mebibytes(diskMiB))}</span>
          </div>
        )}
        <p className={`${pane.small} ${classes.summary}`}>{part.type.summary}</p>
      </section>
      {abstract && (
        <>
          <ParametersSection part={part} Field={PropertyField} />
          <SavedSection part={part} />
          <InsideSection part={part} />
        </>
      )}
      {part.type.hostedOn !== null && <HostSection part={part} />}
      {(part.type.layer === 'machine' || part.type.layer === 'os') && <HostedSection part={part} />}
      {part.type.ports.length > 0 && <ConnectionsSection part={part} />}
      {standsAlone(model, part) && <PlaceSection part={part} />}
    </>
  );
}

/** Where the part stands on the sheet, for who would rather type than drag. */
function PlaceSection({ part }: { part: Part }) {
  const designer = useDesigner();
  const { id, x, y } = part.component;
  const field = (label: string, value: number, to: (value: number) => { x: number; y: number }) => (
    <QuantityField
      key={`${label} ${id}`}
      label={label}
      value={value}
      min={-MAX_POSITION}
      max={MAX_POSITION}
      step={GRID}
      unit="px"
      onSave={(next) => applySettled(designer, { do: 'move', id, ...to(next) }, `place ${id}`)}
    />
  );
  return (
    <section className={pane.section}>
      <h3>{inspectorText.place}</h3>
      {field(inspectorText.across, x, (next) => ({ x: next, y }))}
      {field(inspectorText.down, y, (next) => ({ x, y: next }))}
    </section>
  );
}

function PropertyField({ part, property }: { part: Part; property: Property }) {
  const designer = useDesigner();
  const { id } = part.component;
  const value = propertyValue(part, property.name);
  const save = (next: number | string) =>
    applySettled(
      designer,
      { do: 'set-property', id, property: property.name, value: next },
      `${property.name} ${id}`,
    );
  if (property.form === 'choice')
    return (
      <div className={classes.field}>
        <span className={pane.small}>{property.label}</span>
        <Select
          size="xs"
          aria-label={property.label}
          data={property.options}
          value={String(value)}
          allowDeselect={false}
          onChange={(next) => next !== null && save(next)}
        />
      </div>
    );
  const price = designer.book.prices
    .filter(({ type }) => type === part.type.id)
    .flatMap(({ perProperty }) => perProperty)
    .find((one) => one.property === property.name);
  const { min, max, unit, step } = property;
  const range = inspectorText.range(grouped(min), grouped(max), unit);
  const perStep = price && hourText(price.perHourMicros * step, designer.book.currency);
  return (
    <QuantityField
      key={`${property.name} ${id}`}
      label={property.label}
      value={typeof value === 'number' ? value : property.default}
      min={min}
      max={max}
      step={step}
      unit={unit}
      noted={part.type.layer === 'abstraction'}
      note={perStep ? `${range}, ${inspectorText.perStep(perStep, step, unit)}` : range}
      onSave={save}
    />
  );
}
