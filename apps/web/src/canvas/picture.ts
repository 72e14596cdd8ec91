export { BlankPicture } from './drawing/blank-picture.tsx';
export { DesignThumbnail } from './drawing/late-thumbnail.tsx';
export { designTotals } from './store/totals.ts';
