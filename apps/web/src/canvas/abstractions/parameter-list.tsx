import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { MAX_PARAMETER_LABEL, type Abstraction, type Parameter, type Property } from '@patchbay/catalog';
import { parameterOf, type Chosen } from '@patchbay/engine/design';
import { IconCrosshair, IconList, IconLock, IconTransfer, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { parameterText } from '../../messages/designer/abstractions.ts';
import { focusBeside } from '../../ui/layout/focus-beside.ts';
import { useDesigner } from '../store/designer.ts';
import { say } from '../store/session-store.ts';
import { fieldsIn, separated, toggled, type Draft, type Field } from './drafting.ts';
import { NumberField } from './number-field.tsx';
import { RangeNote } from './range-note.tsx';
import { useDraft } from './use-draft.ts';
import { valueText } from '../../ui/format/value-text.ts';
import pane from '../inspector/pane.module.css';
import classes from './panel.module.css';

interface ListProps {
  readonly draft: Draft;
  readonly chosen: Chosen;
  /** What it would be saved as. */
  readonly content: Abstraction;
}

/** What can be chosen from outside. */
export function ParameterList({ draft, chosen, content }: ListProps) {
  const { patch } = useDraft();
  const [listing, setListing] = useState(false);
  const { parameters } = draft;
  return (
    <section className={pane.section} aria-label={parameterText.title}>
      <h3>
        <span>
          {parameterText.title}{' '}
          {parameters.length > 0 && <span className={classes.quiet}>{parameters.length}</span>}
        </span>
        <span className={classes.tools}>
          <Button
            size="compact-xs"
            variant={draft.pointing ? 'light' : 'subtle'}
            aria-pressed={draft.pointing}
            leftSection={<IconCrosshair size={14} stroke={1.5} aria-hidden />}
            onClick={() => patch({ pointing: !draft.pointing })}
          >
            {parameterText.point}
          </Button>
          <Button
            size="compact-xs"
            variant={listing ? 'light' : 'subtle'}
            aria-expanded={listing}
            leftSection={<IconList size={14} stroke={1.5} aria-hidden />}
            onClick={() => setListing(!listing)}
          >
            {parameterText.list}
          </Button>
        </span>
      </h3>
      {parameters.length === 0 && !listing && <p className={pane.small}>{parameterText.none}</p>}
      <ol className={classes.parameters}>
        {parameters.map((parameter, index) => (
          <ParameterRow
            key={parameter.name}
            draft={draft}
            chosen={chosen}
            content={content}
            parameter={parameter}
            index={index}
          />
        ))}
      </ol>
      <RangeNote content={content} />
      {listing && <FieldList draft={draft} chosen={chosen} />}
    </section>
  );
}

interface RowProps extends ListProps {
  readonly parameter: Parameter;
  readonly index: number;
}

function ParameterRow({ draft, chosen, content, parameter, index }: RowProps) {
  const { catalog } = useDesigner();
  const { patch } = useDraft();
  const { targets } = parameter;
  const nameOf = (id: string) => chosen.source.components[id]?.name ?? '';
  const parts = new Map(content.parts.map((one) => [one.name, one]));
  const { min: _min, max: _max, ...free } = parameter;
  const [property, widest] = [parameter, free].map((one) => parameterOf(one, parts, catalog));
  const change = (changed: Partial<Parameter>) =>
    patch({
      parameters: draft.parameters.map((one) => (one === parameter ? { ...one, ...changed } : one)),
      problem: null,
    });
  const remove = (button: HTMLElement) => {
    focusBeside(button);
    patch({ parameters: draft.parameters.filter((one) => one !== parameter), problem: null });
  };
  return (
    <li
      className={classes.parameter}
      data-active={draft.active === parameter.name || undefined}
      data-parameter={parameter.name}
    >
      <span className={classes.disc} aria-hidden>
        {index + 1}
      </span>
      <div className={classes.parameterBody}>
        <ParameterHead
          parameter={parameter}
          index={index}
          onChange={change}
          onRemove={remove}
          onLook={() => patch({ active: parameter.name })}
        />
        <p className={classes.source}>
          {targets.map((target) => nameOf(target.part)).join(', ')} .{targets[0]?.property}
          {targets.length > 1 && (
            <button
              type="button"
              className={classes.link}
              onClick={({ currentTarget }) => {
                currentTarget.closest('li')?.querySelector('input')?.focus();
                patch({ parameters: separated(draft.parameters, parameter, nameOf) });
              }}
            >
              {parameterText.separate}
            </button>
          )}
        </p>
        {property && widest && (
          <Bounds parameter={parameter} property={property} widest={widest} onChange={change} />
        )}
      </div>
    </li>
  );
}

interface HeadProps {
  readonly parameter: Parameter;
  readonly index: number;
  readonly onChange: (changed: Partial<Parameter>) => void;
  readonly onRemove: (button: HTMLElement) => void;
  /** The name is being looked at. */
  readonly onLook: () => void;
}

function ParameterHead({ parameter: { label, changeable }, index, onChange, onRemove, onLook }: HeadProps) {
  const Flag = changeable ? IconTransfer : IconLock;
  return (
    <div className={classes.line}>
      <TextInput
        size="xs"
        variant="unstyled"
        className={classes.parameterName}
        aria-label={parameterText.label(index + 1)}
        value={label}
        maxLength={MAX_PARAMETER_LABEL}
        onFocus={onLook}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <button
        type="button"
        className={classes.flag}
        aria-pressed={changeable}
        aria-label={parameterText.turnChangeable(label)}
        onClick={() => onChange({ changeable: !changeable })}
      >
        <Flag size={14} stroke={1.5} aria-hidden />
        {changeable ? parameterText.changeable : parameterText.fixed}
      </button>
      <ActionIcon
        size={24}
        variant="subtle"
        color="gray"
        aria-label={parameterText.remove(label)}
        onClick={({ currentTarget }) => onRemove(currentTarget)}
      >
        <IconX size={14} stroke={1.5} aria-hidden />
      </ActionIcon>
    </div>
  );
}

interface BoundsProps {
  readonly parameter: Parameter;
  readonly property: Property;
  /** The same without bounds of its own. */
  readonly widest: Property;
  readonly onChange: (changed: Partial<Parameter>) => void;
}

function Bounds({ parameter, property, widest, onChange }: BoundsProps) {
  const { label } = parameter;
  if (property.form === 'choice')
    return (
      <Select
        size="xs"
        aria-label={parameterText.usual(label)}
        data={property.options}
        value={property.default}
        allowDeselect={false}
        onChange={(value) => value !== null && onChange({ default: value })}
      />
    );
  const { min, max, unit, default: usual } = property;
  const [lowest, highest] = widest.form === 'quantity' ? [widest.min, widest.max] : [min, max];
  return (
    <div className={classes.bounds}>
      <NumberField
        label={parameterText.usual(label)}
        value={usual}
        min={min}
        max={max}
        unit={unit}
        onSave={(value) => onChange({ default: value })}
      />
      <span>{parameterText.from}</span>
      <NumberField
        label={parameterText.least(label)}
        value={min}
        min={lowest}
        max={Math.min(usual, max)}
        onSave={(value) => onChange({ min: value })}
      />
      <span>{parameterText.to}</span>
      <NumberField
        label={parameterText.most(label)}
        value={max}
        min={Math.max(usual, min)}
        max={highest}
        onSave={(value) => onChange({ max: value })}
      />
    </div>
  );
}

/** Every field of every part, for who would rather tick than point. */
function FieldList({ draft, chosen }: { draft: Draft; chosen: Chosen }) {
  const { catalog, session } = useDesigner();
  const { patch } = useDraft();
  const fields = fieldsIn(chosen, draft, catalog);
  const press = (field: Field) => {
    patch({ parameters: toggled(draft.parameters, field), problem: null });
    const { label } = field.property;
    say(session, field.parameter ? parameterText.hidden(label) : parameterText.exposed(label));
  };
  return (
    <div role="group" aria-label={parameterText.fields} className={classes.fields}>
      {Object.values(chosen.source.components).map((part) => (
        <fieldset key={part.id}>
          <legend>{part.name}</legend>
          {fields
            .filter((field) => field.part.id === part.id)
            .map((field) => (
              <Checkbox
                key={field.property.name}
                size="xs"
                label={field.property.label}
                description={valueText(field.property, field.property.default)}
                aria-label={parameterText.expose(field.property.label, part.name)}
                checked={field.parameter !== null}
                onChange={() => press(field)}
              />
            ))}
        </fieldset>
      ))}
    </div>
  );
}
