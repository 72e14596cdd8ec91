export { DesignDrawing } from './drawing/design-drawing.tsx';
export { VersionNotes } from './versions/version-notes.tsx';
export { PartIcon } from './marks/part-icon.tsx';
export { wholeAsOne } from './abstractions/proposed.ts';
export { drawnHeight } from './drawing/drawn-height.ts';
export { expanded } from './drawing/expanded.ts';
