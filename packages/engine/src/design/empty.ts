import type { DesignDocument } from './document.ts';

export const EMPTY_DESIGN: DesignDocument = { version: 1, components: {}, connections: {}, groups: {} };
