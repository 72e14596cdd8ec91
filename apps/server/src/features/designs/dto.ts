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
  document: DesignDocument;
}
export interface SavedDto {
  revision: number;
  savedAt: string;
}
