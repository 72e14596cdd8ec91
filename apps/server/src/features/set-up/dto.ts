export interface SetUpStateDto {
  /** Whether there is no operator yet. */
  open: boolean;
}
