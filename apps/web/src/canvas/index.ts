export { DesignDrawing } from './drawing/design-drawing.tsx';
export { PartIcon } from './marks/part-icon.tsx';
export { expanded } from './drawing/expanded.ts';
