import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useLocation, useMatch } from 'react-router';
import { codeOf } from '../api/errors.ts';
import { meOptions } from '../api/session.ts';
import { showOverlay } from '../commands/overlay.ts';
import { commandsText } from '../messages/frame/commands.ts';
import { frameText } from '../messages/frame.ts';
import { paths, patterns } from '../paths.ts';
import { ErrorPage } from '../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../ui/feedback/late-skeleton.tsx';
import { LogoIcon } from '../ui/icons/index.tsx';
import { keyText } from '../ui/keys/key.tsx';
import { late } from '../ui/late/late.ts';
import { Overlays } from '../commands/overlays.tsx';
import { useKeys } from '../commands/use-keys.ts';
import { Confirming } from './confirm/confirming.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Rail } from './rail.tsx';
import { SlotPlace, SlotsProvider } from './slots.tsx';
import { StatusBar } from './status-bar.tsx';
import { hasUnsaved } from './unsaved.ts';
import { idle } from '../ui/layout/typing.ts';
import { region } from '../ui/layout/region.ts';
import { useRegionKey } from './use-region-key.ts';
import classes from './frame.module.css';

/** Loaded with the first page that has room for it. */
const BudgetPill = lazy(() =>
  late(async () => ({ default: (await import('./budget-pill.tsx')).BudgetPill })),
);

/** Loaded at once after the frame: later there may be no server to load it from. */
const OfflineBand = lazy(() =>
  late(async () => ({ default: (await import('./states/bands.tsx')).OfflineBand })),
);

const TOP_BAR_ID = 'top-bar';

/** Top bar, rail, content and status bar. Sends whoever is signed out to the sign-in page and back. */
export function AppFrame() {
  const { data: me, error, refetch } = useQuery(meOptions());
  const location = useLocation();
  const designing = useMatch(patterns.design) !== null;
  useRegionKey();
  useKeys(me);
  if (!me) {
    if (error)
      return (
        <main>
          <ErrorPage error={error} onRetry={() => void refetch()} />
        </main>
      );
    return <LateSkeleton shape="page" />;
  }
  const signedOut = !me.person || codeOf(error) === 'UNAUTHENTICATED';
  // What is drawn and not saved is kept until somebody can save it.
  if (signedOut && !hasUnsaved())
    return <Navigate to={paths.signIn(location.pathname + location.search)} replace />;
  return (
    <SlotsProvider>
      <div className={classes.app}>
        <a className={classes.skip} href="#main">
          {frameText.skipToContent}
        </a>
        <header id={TOP_BAR_ID} {...region} {...idle} className={classes.top}>
          <Link to={paths.home()} className={classes.brand} aria-label={frameText.product}>
            <LogoIcon />
          </Link>
          <SlotPlace name="crumbs" className={classes.left} />
          <SlotPlace name="right" className={classes.right} />
          {me.account && <Suspense>{!designing && <BudgetPill />}</Suspense>}
          <CommandsButton />
          <AccountMenu />
        </header>
        {signedOut && <SignedOut />}
        <div className={classes.notices}>
          <Suspense>
            <OfflineBand />
          </Suspense>
          <SlotPlace name="notice" />
        </div>
        <Rail me={me} />
        <Content />
        <StatusBar />
        <Overlays />
        <Confirming />
      </div>
    </SlotsProvider>
  );
}

/** For whoever has no keyboard, and for whoever does not know yet. */
function CommandsButton() {
  return (
    <button
      type="button"
      className={classes.commands}
      aria-label={commandsText.open}
      aria-keyshortcuts="Control+K Meta+K"
      title={`${commandsText.open} (${keyText('Ctrl+K')})`}
      onClick={() => showOverlay('commands')}
    >
      <IconSearch size={16} stroke={1.5} aria-hidden />
    </button>
  );
}

/** The session ended elsewhere while a page has work that is not saved. */
function SignedOut() {
  const queries = useQueryClient();
  useEffect(() => {
    const look = () => void queries.invalidateQueries({ queryKey: meOptions().queryKey });
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [queries]);
  return (
    <p role="alert" className={classes.signedOut}>
      {frameText.signedOut}{' '}
      <a href={paths.signIn()} target="_blank" rel="noreferrer">
        {frameText.signInElsewhere}
      </a>
    </p>
  );
}

/**
 * The page. A new page takes the focus, unless something on it has taken it already.
 * The designer is entered from its top bar: its name, its save state and Book come before two hundred parts.
 */
function Content() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const designer = useMatch(patterns.design) !== null;
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const content = main.current;
    if (!content || content.contains(document.activeElement)) return;
    (designer ? document.getElementById(TOP_BAR_ID) : content)?.focus();
  }, [pathname, designer]);
  return (
    <main ref={main} id="main" {...idle} tabIndex={-1} className={classes.main}>
      <Suspense fallback={<LateSkeleton shape="page" />}>
        <Outlet />
      </Suspense>
    </main>
  );
}
