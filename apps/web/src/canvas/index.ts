export { DesignDrawing } from './drawing/design-drawing.tsx';
export { expanded } from './drawing/expanded.ts';
