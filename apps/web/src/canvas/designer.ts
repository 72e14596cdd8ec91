export { DesignerBody } from './designer-body.tsx';
export { openDesigner, useAnalysis, useDesigner, type Designer } from './store/designer.ts';
export { createSaver, type SaveState, type Saver } from './store/saver.ts';
export { designTotals } from './store/totals.ts';
export { hourText } from './store/price.ts';
export { memoryText } from './store/part-name.ts';
export { undoRedo } from './commands/actions.ts';
export { LevelCounts } from './findings/problems-tray.tsx';
export { useSentence } from './findings/message-text.tsx';
