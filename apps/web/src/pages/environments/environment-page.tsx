import { Button, VisuallyHidden } from '@mantine/core';
import { can, isOver } from '@patchbay/engine/reservation';
import { useQuery } from '@tanstack/react-query';
import { IconFlask } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useState, type ComponentProps, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useCatalogVersion } from '../../api/catalog.ts';
import { useMe, useWorldNow } from '../../api/session.ts';
import { useConnection } from '../../api/connection.ts';
import { useNoSpending, useReadOnly } from '../../api/may.ts';
import type { Environment } from '../../api/types.ts';
import { usePageCommands } from '../../commands/page-commands.ts';
import { DesignDrawing, drawnHeight, expanded } from '../../canvas/index.ts';
import { Crumbs, TopBarRight } from '../../frame/slots.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';
import { liveText } from '../../messages/live.ts';
import { calendarText } from '../../messages/slots/calendar.ts';
import { environmentStatus } from '../../messages/status.ts';
import { paths } from '../../paths.ts';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { ReleaseButton } from '../schedule/release-button.tsx';
import { ReleaseDialog } from '../schedule/release-dialog.tsx';
import { RetryButton } from './retry-button.tsx';
import { Activity } from './activity.tsx';
import { ChangeNotice } from './change/change-notice.tsx';
import { EnvironmentList } from './environment-list.tsx';
import { MachineAccess, SelectedAccess } from './access/machine-access.tsx';
import { useTerminalTabs } from './access/terminal-tabs.ts';
import { KeptData } from './kept-data.tsx';
import { LiveStrip } from './live-strip.tsx';
import { componentStatus, shownParts } from './part-status.ts';
import { LiveNotice } from './notices/live-notice.tsx';
import { PartTable } from './part-table.tsx';
import { usePower } from './power/use-power.ts';
import { SaveButton } from './saving/save-button.tsx';
import { SpareCopies } from './spare-copies.tsx';
import { FALLBACK_MS, useEnvironment } from './use-environment.ts';
import { region } from '../../ui/layout/region.ts';
import classes from './live.module.css';

/** The emulator is large, and most visits open no terminal. */
const TerminalDock = lazy(() =>
  import('./access/terminal-dock.tsx').then((module) => ({ default: module.TerminalDock })),
);

/** One environment as it is right now. */
export function EnvironmentPage() {
  const { environmentId = '' } = useParams();
  const list = useQuery(trpc.environments.list.queryOptions());
  const { query, broken } = useEnvironment(environmentId);
  return (
    <div className={classes.page}>
      <EnvironmentList source={list} shownId={environmentId} shown={query.data} />
      {!query.data && <Crumbs items={[{ label: liveText.crumb }]} />}
      <div className={query.data ? classes.shown : classes.wide}>
        <Loaded
          source={query}
          shape="panes"
          {...(broken && { everyMs: FALLBACK_MS })}
          asOf={({ asOf }) => asOf}
        >
          {(environment) => <Live key={environment.id} environment={environment} broken={broken} />}
        </Loaded>
      </div>
    </div>
  );
}

/** The design with its catalog, every machine of it to be seen. */
function useDrawn({ catalogVersionId, abstractions, document }: Environment) {
  const catalog = useCatalogVersion(catalogVersionId, abstractions);
  const drawn = useMemo(() => catalog && expanded(document, catalog), [document, catalog]);
  return { catalog, drawn };
}

/** Its parts as people are shown them, and the state of each component of the drawing. */
function useShown(environment: Environment) {
  const parts = useMemo(() => shownParts(environment), [environment]);
  const status = useMemo(() => componentStatus(parts), [parts]);
  const statusOf = useCallback((component: string) => status.get(component)?.state, [status]);
  return { parts, statusOf };
}

function Live({ environment, broken }: { environment: Environment; broken: boolean }) {
  const now = useWorldNow();
  const [selected, select] = useState<string | null>(null);
  const { parts, statusOf } = useShown(environment);
  const terminals = useTerminalTabs(environment.id);
  const power = usePower(environment);
  const docked = terminals.tabs.length > 0;
  const at = isOver(environment.state) ? Date.parse(environment.asOf) : now;
  return (
    <>
      <LiveFrame environment={environment} />
      <div className={classes.centre}>
        <div className={classes.body} data-dock={docked || undefined}>
          <VisuallyHidden component="h1" tabIndex={-1}>
            {environment.name}
          </VisuallyHidden>
          <LiveStrip environment={environment} now={at} />
          <Notices environment={environment} broken={broken} />
          <KeptData environment={environment} />
          <SpareCopies environment={environment} />
          <LiveDrawing
            environment={environment}
            docked={docked}
            status={statusOf}
            selected={selected}
            onSelect={select}
          >
            <SelectedAccess
              environment={environment}
              parts={parts}
              component={selected}
              terminals={terminals}
              power={power}
            />
          </LiveDrawing>
          {environment.simulated && (
            <p className={classes.simulated}>
              <IconFlask size={14} aria-hidden />
              {liveText.simulated}
            </p>
          )}
          <PartTable
            parts={parts}
            now={at}
            selected={selected}
            onSelect={select}
            power={power}
            renderAccess={(part) => (
              <MachineAccess environment={environment} part={part} terminals={terminals} />
            )}
          />
        </div>
        {docked && (
          <Suspense fallback={<div className={classes.dockRoom} />}>
            <TerminalDock terminals={terminals} parts={environment.parts} state={environment.state} />
          </Suspense>
        )}
      </div>
      <Activity environment={environment} now={at} />
    </>
  );
}

interface LiveDrawingProps
  extends Pick<ComponentProps<typeof DesignDrawing>, 'status' | 'selected' | 'onSelect'> {
  environment: Environment;
  /** Terminals are open. */
  docked: boolean;
  /** What can be done with what is selected, over the drawing. */
  children: ReactNode;
}

function LiveDrawing({ environment, docked, children, ...props }: LiveDrawingProps) {
  const { catalog, drawn } = useDrawn(environment);
  const whole = catalog && drawn && `${drawnHeight(drawn, catalog)}px`;
  return (
    <div
      {...region}
      className={classes.drawing}
      style={{ ['--drawn' as string]: whole }}
      role="group"
      aria-label={liveText.drawing}
    >
      {catalog && drawn ? (
        <DesignDrawing
          // Fitted anew to the room that terminals leave.
          key={docked ? 'docked' : 'alone'}
          document={drawn}
          catalog={catalog}
          {...props}
        />
      ) : (
        <LateSkeleton shape="page" />
      )}
      {children}
    </div>
  );
}

/** What a person must know first: how it is, and whether there is something newer to apply. */
function Notices({ environment, broken }: { environment: Environment; broken: boolean }) {
  // Without a connection the frame says it for the whole page.
  const { up } = useConnection();
  return (
    <>
      <LiveNotice environment={environment} broken={broken && up} />
      <ChangeNotice environment={environment} />
    </>
  );
}

/** Breadcrumb, state and actions in the top bar. */
function LiveFrame({ environment }: { environment: Environment }) {
  const { account } = useMe();
  const [releasing, setReleasing] = useState(false);
  const { glyph, word } = environmentStatus(environment);
  const stopped = useNoSpending();
  const readOnly = useReadOnly();
  const navigate = useNavigate();
  usePageCommands({
    title: environment.name,
    list: () => [
      {
        id: 'live release',
        label: liveText.release,
        reason: can.release(environment.state) ? stopped : word,
        run: () => setReleasing(true),
      },
      {
        id: 'live design',
        label: liveText.editDesign,
        run: () => void navigate(paths.design(environment.designId)),
      },
      {
        id: 'live book',
        label: calendarText.bookAnother,
        reason: readOnly,
        run: () => void navigate(paths.book(environment.designId, { environment: environment.id })),
      },
    ],
  });
  return (
    <>
      <Crumbs
        items={[
          { label: account?.name ?? '' },
          { label: liveText.crumb, to: paths.environments() },
          { label: environment.name },
        ]}
      />
      <TopBarRight>
        <span role="status">
          <StateGlyph state={glyph} word={word} />
        </span>
        {environment.state === 'attention' && <RetryButton environmentId={environment.id} />}
        {can.release(environment.state) && (
          <ReleaseButton onClick={() => setReleasing(true)}>{liveText.release}</ReleaseButton>
        )}
        <SaveButton environment={environment} reason={readOnly} />
        <Button component={Link} to={paths.design(environment.designId)} variant="default">
          {liveText.editDesign}
        </Button>
      </TopBarRight>
      {releasing && (
        <ReleaseDialog
          reservationId={environment.reservationId}
          environmentId={environment.id}
          name={environment.name}
          slot={environment.slot}
          state={environment.state}
          onClose={() => setReleasing(false)}
        />
      )}
    </>
  );
}
