import type { Abstraction, Family } from '@patchbay/catalog';
import type { VersionNote } from '@patchbay/engine/design';
import type { Visibility } from './tables.ts';

export interface VersionDto {
  /** The type of components that are of it. */
  type: string;
  no: number;
  semver: string;
  notes: string;
  savedAt: string;
  visibility: Visibility;
  /** The revision of the source design that it was made from. */
  sourceRevision: number;
}

export interface AbstractionDto {
  id: string;
  name: string;
  summary: string;
  family: Family;
  icon: string;
  /** Whether this person made it. */
  mine: boolean;
  sourceDesignId: string;
  /** Newest first; at least one. */
  versions: VersionDto[];
}

/** A template of another account that designs of this one use, with the versions that are used or on offer. */
export interface UsedTemplateDto {
  /** Of its abstraction; unknown to its users but for telling two apart. */
  id: string;
  name: string;
  summary: string;
  family: Family;
  icon: string;
  publisher: string;
  /** Newest first; at least one. */
  versions: VersionDto[];
}

export interface LibraryDto {
  abstractions: AbstractionDto[];
  templates: UsedTemplateDto[];
  /** The newest version of each, and every version that a design of the account needs. */
  contents: Abstraction[];
}

export interface SavedVersionDto {
  abstraction: AbstractionDto;
  content: Abstraction;
}

/** A design that needs a version of an abstraction. */
export interface UsageDto {
  designId: string;
  name: string;
  /** Whether it is the source design of another abstraction. */
  isSource: boolean;
  /** Components that are of it, by version; none where it is only inside of another abstraction. */
  parts: { no: number; semver: string; component: string; name: string; count: number }[];
}

export interface AbstractionDetailDto extends AbstractionDto {
  usages: UsageDto[];
}

export interface DiffDto {
  step: 'major' | 'minor' | 'patch';
  notes: VersionNote[];
}
