import { Button, Group, Table } from '@mantine/core';
import type { Conflict, DesignModel } from '@patchbay/engine/design';
import { useAnalysis } from '../../canvas/designer.ts';
import { conflictText } from '../../messages/designer/saving.ts';
import { Dialog } from '../../ui/layout/dialog.tsx';
import classes from './designer.module.css';

const LISTED = 12;

interface ConflictDialogProps {
  readonly conflicts: readonly Conflict[];
  readonly onSettle: (side: 'mine' | 'theirs') => void;
}

/** Both versions of what two people changed, side by side. It stays until one is chosen: until then nothing can be saved. */
export function ConflictDialog({ conflicts, onSettle }: ConflictDialogProps) {
  const { model } = useAnalysis();
  const { columns } = conflictText;
  return (
    <Dialog
      title={conflictText.title}
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size={620}
    >
      <p className={classes.conflictIntro}>{conflictText.intro}</p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.what}</Table.Th>
            <Table.Th>{columns.mine}</Table.Th>
            <Table.Th>{columns.theirs}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conflicts.slice(0, LISTED).map((conflict, index) => {
            const [what, mine, theirs] = cells(model, conflict);
            return (
              <Table.Tr key={index}>
                <Table.Td>{what}</Table.Td>
                <Table.Td>{mine}</Table.Td>
                <Table.Td>{theirs}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {conflicts.length > LISTED && <p>{conflictText.more(conflicts.length - LISTED)}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => onSettle('theirs')}>
          {conflictText.takeTheirs}
        </Button>
        <Button data-autofocus onClick={() => onSettle('mine')}>
          {conflictText.keepMine}
        </Button>
      </Group>
    </Dialog>
  );
}

function cells(model: DesignModel, conflict: Conflict): [string, string, string] {
  switch (conflict.what) {
    case 'field': {
      const field = conflict.field.replace('properties.', '');
      const label = conflictText.fields[field] ?? propertyLabel(model, conflict.id, field);
      return [
        `${nameOf(model, conflict.id)}: ${label}`,
        text(model, conflict.mine),
        text(model, conflict.theirs),
      ];
    }
    case 'removed': {
      const { changed, removed } = conflictText;
      const sides: [string, string] = conflict.by === 'mine' ? [removed, changed] : [changed, removed];
      return [nameOf(model, conflict.id), ...sides];
    }
    case 'lost-end':
      return [conflictText.lostEnd(nameOf(model, conflict.id)), '', ''];
    case 'too-large':
      return [conflictText.tooLarge, '', ''];
    default:
      return conflict satisfies never;
  }
}

function nameOf({ document }: DesignModel, id: string): string {
  return (document.components[id] ?? document.groups[id])?.name ?? conflictText.connection;
}

function propertyLabel(model: DesignModel, id: string, name: string): string {
  return model.byId.get(id)?.type.properties.find((property) => property.name === name)?.label ?? name;
}

/** A value as it is shown: `x, y` for a place, a name for an id. */
function text(model: DesignModel, value: unknown): string {
  if (typeof value === 'object' && value !== null) return Object.values(value).join(', ');
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return '–';
  return model.document.components[String(value)]?.name ?? String(value);
}
