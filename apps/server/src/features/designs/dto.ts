import type { Abstraction } from '@patchbay/catalog';
import type { DesignDocument } from '@patchbay/engine/design';
export interface DesignRowDto {
  id: string;
  name: string;
  revision: number;
  savedAt: string;
  parts: number;
  document: DesignDocument;
}
export interface DesignDto {
  id: string;
  name: string;
  revision: number;
  savedAt: string;
  catalogVersionId: string;
  /** Versions of abstractions that it is read beside, as well as its catalog. */
  abstractions: readonly Abstraction[];
  /** The abstraction that it is the source design of. */
  abstractionId: string | null;
  document: DesignDocument;
}
export interface SavedDto {
  revision: number;
  savedAt: string;
}
