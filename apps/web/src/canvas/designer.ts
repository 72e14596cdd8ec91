export { DesignerBody } from './designer-body.tsx';
export {
  openDesigner,
  reopen,
  useAnalysis,
  useDesigner,
  useSession,
  type Designer,
} from './store/designer.ts';
export { takeInContents, type SavedAbstraction } from './abstractions/library.ts';
export type { AbstractionActions } from './abstractions/actions.ts';
export { NewVersionButton } from './versions/new-version.tsx';
export type { Draft } from './abstractions/drafting.ts';
export { keepFocus } from './store/session-store.ts';
export { keysOf } from './commands/table/bindings.ts';
export { GRID } from './layout/geometry.ts';
export { createSaver, type SaveState, type Saver } from './store/saver.ts';
export { designTotals } from './store/totals.ts';
export { hourAmount } from './store/price.ts';
export { undoRedo } from './commands/actions.ts';
export { LevelCounts } from './findings/problems-tray.tsx';
export { useSentence } from './findings/message-text.tsx';
