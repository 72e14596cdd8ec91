import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCalendarEvent,
  IconCheck,
  IconCloudOff,
  IconRefresh,
  IconServer,
} from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useStore } from 'zustand';
import { useRealNow } from '../../api/session.ts';
import {
  designTotals,
  GRID,
  hourAmount,
  keepFocus,
  keysOf,
  LevelCounts,
  NewVersionButton,
  undoRedo,
  useAnalysis,
  useDesigner,
  useSentence,
  useSession,
} from '../../canvas/designer.ts';
import { Crumbs, StatusBarSlot, TopBarRight } from '../../frame/slots.tsx';
import { abstractionsText } from '../../messages/designer/library.ts';
import { saveText } from '../../messages/designer/saving.ts';
import { topText } from '../../messages/canvas.ts';
import { paths } from '../../paths.ts';
import { keyText } from '../../ui/keys/key.tsx';
import { memory } from '../../ui/format/quantity.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { Saving } from './designer-saving.ts';
import { RunsButton } from './designer-runs.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import classes from './designer.module.css';

interface DesignerTopProps {
  readonly id: string;
  /** The abstraction that the design is the source of. */
  readonly sourceOf: string | null;
  readonly account: string;
  readonly name: string;
  readonly saving: Saving;
}

/** What the designer puts into the frame: crumbs, save state, undo, totals, Book. */
export function DesignerTop({ id, sourceOf, account, name, saving }: DesignerTopProps) {
  return (
    <>
      <Crumbs
        items={[
          { label: account },
          { label: topText.designs, to: paths.designs() },
          ...(sourceOf === null ? [] : [{ label: abstractionsText.crumb, to: paths.abstractions() }]),
          { label: name },
        ]}
        after={
          <>
            <SaveNote saving={saving} />
            <History />
          </>
        }
      />
      <TopBarRight>
        <Totals />
        <NewVersionButton />
        <RunsButton id={id} saving={saving} />
        <BookButton id={id} saving={saving} />
      </TopBarRight>
      <StatusBarSlot>
        <GridNote />
      </StatusBarSlot>
      {saving.leaving && <LeaveDialog {...saving.leaving} />}
    </>
  );
}

function GridNote() {
  const grid = useSession((state) => state.grid);
  const snap = useSession((state) => state.snap);
  return <span className={classes.grid}>{topText.grid(GRID, grid, snap)}</span>;
}

const MINUTE = 60;

function age(seconds: number): string {
  if (seconds < 1) return saveText.now;
  if (seconds < MINUTE) return saveText.seconds(seconds);
  const minutes = Math.floor(seconds / MINUTE);
  return minutes < MINUTE ? saveText.minutes(minutes) : saveText.hours(Math.floor(minutes / MINUTE));
}

function SaveNote({ saving }: { saving: Saving }) {
  const { session } = useDesigner();
  const { state } = saving;
  const link = (label: string, press: () => void) => (
    <button type="button" className={classes.saveLink} onClick={press}>
      {label}
    </button>
  );
  switch (state.state) {
    case 'saved':
      return <SavedNote at={state.at} merged={state.merged} />;
    case 'pending':
      return <Note text={saveText.pending} icon={<IconRefresh size={14} aria-hidden />} />;
    case 'saving':
      return <Note text={saveText.saving} icon={<IconRefresh size={14} aria-hidden />} />;
    case 'failed':
      return (
        <Note bad text={saveText.failed(state.reason)} icon={<IconCloudOff size={14} aria-hidden />}>
          {link(saveText.retry, () => void saving.flush())}
        </Note>
      );
    case 'conflict':
      return (
        <Note bad text={saveText.conflict} icon={<IconCloudOff size={14} aria-hidden />}>
          <ConflictDialog
            conflicts={state.conflicts}
            onSettle={(side) => {
              saving.settle(side);
              keepFocus(session);
            }}
          />
        </Note>
      );
    default:
      return state satisfies never;
  }
}

function SavedNote({ at, merged }: { at: number | null; merged: boolean }) {
  const now = useRealNow();
  const since =
    at === null ? saveText.opened : saveText.saved(age(Math.max(0, Math.floor((now - at) / 1000))));
  const text = merged ? `${since}, ${saveText.merged}` : since;
  return <Note text={text} icon={<IconCheck size={14} aria-hidden className={classes.ok} />} />;
}

interface NoteProps {
  readonly text: string;
  readonly icon: ReactNode;
  readonly bad?: boolean;
  readonly children?: ReactNode;
}

/** Where the text is cut, its title has all of it; what can be done about it stays whole. */
function Note({ text, icon, bad = false, children }: NoteProps) {
  return (
    <span className={classes.saved} data-bad={bad || undefined} role={bad ? 'alert' : undefined}>
      {icon}
      <span title={text}>{text}</span>
      {children}
    </span>
  );
}

function History() {
  const designer = useDesigner();
  const canUndo = useStore(designer.store, ({ past }) => past.length > 0);
  const canRedo = useStore(designer.store, ({ future }) => future.length > 0);
  const button = (way: 'undo' | 'redo', can: boolean, label: string, icon: ReactNode) => (
    <Tooltip label={`${label} (${keyText(keysOf(way))})`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={label}
        aria-disabled={!can || undefined}
        className={classes.step}
        onClick={() => undoRedo(designer, way)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <span className={classes.history}>
      {button('undo', canUndo, topText.undo, <IconArrowBackUp size={16} stroke={1.5} aria-hidden />)}
      {button('redo', canRedo, topText.redo, <IconArrowForwardUp size={16} stroke={1.5} aria-hidden />)}
    </span>
  );
}

function Totals() {
  const designer = useDesigner();
  const { model, findings } = useAnalysis();
  const totals = designTotals(model.document, designer.catalog, designer.book);
  const ram = memory(totals.memoryMiB);
  const blocked = findings.some(({ level }) => level === 'blocker');
  return (
    <dl className={classes.pills} aria-label={topText.totals}>
      <Pill
        term={topText.machines(totals.machines)}
        value={String(totals.machines)}
        unit={topText.machines(totals.machines)}
        icon={<IconServer size={14} stroke={1.5} aria-hidden />}
      />
      <Pill term={topText.vcpu} value={String(totals.vcpu)} unit={topText.vcpu} />
      <Pill term={topText.ram} value={ram.value} unit={`${ram.unit} ${topText.ram}`} />
      <Pill term={topText.price} {...hourAmount(totals.perHourMicros, totals.currency)} />
      {findings.length > 0 && (
        <div className={classes.pill} data-bad={blocked || undefined}>
          <VisuallyHidden component="dt">{topText.problems}</VisuallyHidden>
          <dd>
            <LevelCounts findings={findings} size={13} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Pill({ term, value, unit, icon }: { term: string; value: string; unit: string; icon?: ReactNode }) {
  return (
    <div className={classes.pill}>
      <VisuallyHidden component="dt">{term}</VisuallyHidden>
      <dd>
        {icon}
        <b>{value}</b> {unit}
      </dd>
    </div>
  );
}

/** Leads to booking once everything is saved. While something stops it, the button says what. */
function BookButton({ id, saving }: { id: string; saving: Saving }) {
  const { model, findings } = useAnalysis();
  const sentence = useSentence();
  const navigate = useNavigate();
  const reasonId = useId();
  const stop = findings.find((finding) => finding.obstructs);
  const empty = Object.keys(model.document.components).length === 0;
  const reason = empty ? topText.bookEmpty : stop ? topText.bookStopped(sentence(stop.headline)) : null;
  const book = async () => {
    if (reason !== null) return;
    if (await saving.flush()) await navigate(paths.book(id));
    else notifications.show({ color: 'danger', message: topText.bookUnsaved });
  };
  return (
    <>
      <Tooltip label={reason} disabled={reason === null} multiline maw={320} position="bottom-end">
        <Button
          data-disabled={reason !== null || undefined}
          aria-disabled={reason !== null || undefined}
          aria-describedby={reason === null ? undefined : reasonId}
          leftSection={<IconCalendarEvent size={16} stroke={1.5} aria-hidden />}
          onClick={() => void book()}
        >
          {topText.book}
        </Button>
      </Tooltip>
      <span id={reasonId} hidden>
        {reason}
      </span>
    </>
  );
}
