export { flatId } from './abstractions/flat-id.ts';
export * from './abstractions/flatten.ts';
export { isDrawn, ownerOf } from './abstractions/inner-ids.ts';
export { withAbstractions } from './abstractions/known.ts';
export { COUNT, fieldsOf, parameterOf, takes } from './abstractions/parameters.ts';
export * from './abstractions/read-flat.ts';
export * from './abstractions/take-apart.ts';
export * from './abstractions/type-of-abstraction.ts';
export * from './networks/addresses.ts';
export * from './boot.ts';
export * from './copying/fragment.ts';
export { duplicateEdit, pasteEdit, type Copying, type Rows, type Step } from './copying/paste.ts';
export * from './copying/separate.ts';
export * from './document.ts';
export * from './editing/align.ts';
export { canonicalDesign } from './editing/canonical.ts';
export * from './editing/diff.ts';
export * from './editing/edit.ts';
export { withHosted } from './editing/edit-parts.ts';
export * from './editing/merge.ts';
export { isWithinLimits } from './editing/sound.ts';
export * from './editing/subjects.ts';
export * from './empty.ts';
export * from './networks/host-names.ts';
export * from './networks/interfaces.ts';
export * from './instantiate.ts';
export * from './limits.ts';
export * from './links.ts';
export {
  allHosted,
  copies,
  hostOf,
  readTypes,
  machineOf,
  portOf,
  propertyValue,
  quantity,
  readDesign,
  type DesignModel,
  type Part,
  type Template,
} from './model.ts';
export * from './overrides.ts';
export * from './parse.ts';
export * from './networks/segments.ts';
export * from './services.ts';
export * from './towers.ts';
export {
  abstractionOf,
  insideOf,
  unsavedBecause,
  type Heading,
  type Unsaved,
} from './versions/abstraction-of.ts';
export * from './versions/design-notes.ts';
export * from './versions/from-selection.ts';
export * from './versions/source-of.ts';
export * from './versions/to-version.ts';
export { readVersionDiff, versionDiff, type VersionDiff, type VersionNote } from './versions/version-diff.ts';
export { isLater, nextVersion } from './versions/version-number.ts';
export * from './versions/version-type.ts';
