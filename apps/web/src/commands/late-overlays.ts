export { Palette } from './palette/palette.tsx';
export { KeySheet } from './sheet/key-sheet.tsx';
