export { DesignThumbnail } from './drawing/design-thumbnail.tsx';
export { designTotals } from './store/totals.ts';
