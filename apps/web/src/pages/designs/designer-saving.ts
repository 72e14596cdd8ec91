import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useBlocker } from 'react-router';
import { client, trpc } from '../../api/client.ts';
import { useConnection } from '../../api/connection.ts';
import { codeOf, isPassing } from '../../api/errors.ts';
import { sentenceOf } from './sentence-of.ts';
import type { Design } from '../../api/types.ts';
import {
  createSaver,
  takeInContents,
  type Designer,
  type SaveState,
  type Saver,
} from '../../canvas/designer.ts';
import { forgetDesigner } from './open-designers.ts';
import { useUnsaved } from '../../frame/unsaved.ts';

export interface Saving {
  readonly state: SaveState;
  readonly flush: () => Promise<boolean>;
  /** The revision that the server has of what is drawn, once `flush` has told that it has everything. */
  readonly revision: () => number;
  readonly settle: (side: 'mine' | 'theirs') => void;
  /** Set while the person wants to leave and what is drawn cannot be saved. */
  readonly leaving: Leaving | null;
}

export interface Leaving {
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Tells this tab's own messages apart. */
const TAB = Math.random();
const channelOf = (id: string) => new BroadcastChannel(`patchbay ${id}`);

/** Other tabs of this browser learn at once of what was saved here; other browsers when they are looked at again. */
export function tellTabs(id: string): void {
  const tabs = channelOf(id);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
  tabs.postMessage(TAB);
  tabs.close();
}

/** Saves the open design while it is drawn, and before it is left. */
export function useSaving(designer: Designer, opened: Design): Saving {
  const queries = useQueryClient();
  const [state, setState] = useState<SaveState>({ state: 'saved', at: null, merged: false });
  const saver = useRef<Saver>(null);
  const { id } = opened;
  useEffect(() => {
    const key = trpc.designs.get.queryKey({ id });
    const tabs = channelOf(id);
    const made = createSaver(designer.store, opened, {
      save: async (baseRevision, document) => {
        const saved = await client.designs.save.mutate({ id, baseRevision, document });
        queries.setQueryData(key, (now: Design | undefined) => now && { ...now, ...saved, document });
        tellTabs(id);
        return saved;
      },
      load: async () => {
        const theirs = await client.designs.get.query({ id });
        queries.setQueryData(key, theirs);
        takeInContents(designer.library, theirs.abstractions);
        return theirs;
      },
      now: () => Date.now(),
      isPassing,
      isConflict: (error) => codeOf(error) === 'CONFLICT',
      sentence: (error) => {
        // The frame says how to go on.
        if (codeOf(error) === 'UNAUTHENTICATED')
          void queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() });
        return sentenceOf(error);
      },
      onState: setState,
    });
    saver.current = made;
    tabs.addEventListener('message', ({ data }) => {
      if (data !== TAB) void made.refresh();
    });
    const stopWatching = watchPage(made);
    return () => {
      if (made.dirty()) forgetDesigner(id);
      made.stop();
      tabs.close();
      stopWatching();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the opened design is a starting point; saving moves on from it by itself
  }, [designer, id, queries]);
  const flush = useCallback(async () => (await saver.current?.flush()) ?? true, []);
  const { revision: first } = opened;
  const revision = useCallback(() => saver.current?.revision() ?? first, [first]);
  useToldFrame(saver, flush);
  useTryAgain(state, flush);
  const leaving = useFlushBeforeLeaving(saver, flush);
  return useMemo(
    () => ({
      state,
      flush,
      revision,
      settle: (side) => void saver.current?.settle(side),
      leaving,
    }),
    [state, flush, revision, leaving],
  );
}

/** The frame knows of what is not saved while the design is open. */
function useToldFrame(saver: React.RefObject<Saver | null>, flush: () => Promise<boolean>): void {
  useUnsaved(
    useMemo(
      () => ({
        dirty: () => saver.current?.dirty() ?? false,
        changes: () => saver.current?.changes() ?? 0,
        flush,
      }),
      [saver, flush],
    ),
  );
}

/** Saves when the page is left or looked at again, and takes in then what others have saved; asks who closes it unsaved. */
function watchPage(saver: Saver): () => void {
  const look = () => void saver.flush().then(() => (document.hidden ? undefined : saver.refresh()));
  const unload = (event: BeforeUnloadEvent) => {
    if (saver.dirty()) event.preventDefault();
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('beforeunload', unload);
  window.addEventListener('online', look);
  window.addEventListener('focus', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('beforeunload', unload);
    window.removeEventListener('online', look);
    window.removeEventListener('focus', look);
  };
}

/** So often the server is asked whether it is there again. */
const ASK_MS = 5000;

/** What could not be saved is tried again as soon as the server answers to anything. */
function useTryAgain(state: SaveState, flush: () => Promise<boolean>): void {
  const { up, lastAnswerAt } = useConnection();
  const waiting = state.state === 'failed' && state.passing;
  const answer = up ? lastAnswerAt : null;
  const failedAt = useRef<number | null>(null);
  useEffect(() => {
    if (!waiting) failedAt.current = answer;
    else if (answer !== failedAt.current && answer !== null) void flush();
  }, [waiting, answer, flush]);
  const queries = useQueryClient();
  useEffect(() => {
    if (!waiting) return undefined;
    const ask = () => void queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() });
    const timer = setInterval(ask, ASK_MS);
    return () => clearInterval(timer);
  }, [waiting, queries]);
}

/** Another page has to wait for what is not saved yet; when that fails, the person decides. */
function useFlushBeforeLeaving(
  saver: React.RefObject<Saver | null>,
  flush: () => Promise<boolean>,
): Leaving | null {
  const [asked, setAsked] = useState(false);
  const blocker = useBlocker(
    useCallback(
      ({ currentLocation, nextLocation }) =>
        currentLocation.pathname !== nextLocation.pathname && (saver.current?.dirty() ?? false),
      [saver],
    ),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void flush().then((saved) => (saved ? blocker.proceed() : setAsked(true)));
  }, [blocker, flush]);
  return useMemo(() => {
    if (!asked || blocker.state !== 'blocked') return null;
    const answer = (go: () => void) => () => {
      setAsked(false);
      go();
    };
    return { stay: answer(blocker.reset), leave: answer(blocker.proceed) };
  }, [asked, blocker]);
}
