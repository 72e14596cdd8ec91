export { BlankPicture } from './drawing/blank-picture.tsx';
export { DesignThumbnail } from './drawing/design-thumbnail.tsx';
export { designTotals } from './store/totals.ts';
