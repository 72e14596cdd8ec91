export { DesignDrawing } from './drawing/design-drawing.tsx';
export { expanded } from './drawing/expanded.ts';
export { DesignThumbnail } from './drawing/design-thumbnail.tsx';
export { designTotals } from './store/totals.ts';
