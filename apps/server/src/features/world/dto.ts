export interface DueDto {
  at: string;
  what: 'slot-start' | 'slot-end' | 'meter' | 'prepare' | 'clear' | 'cap' | 'mend';
  environmentName: string;
}
export interface WorldStateDto {
  demo: boolean;
  now: string;
  due: DueDto[];
  skipping: boolean;
}
export interface SkipDto {
  now: string;
  instants: number;
  /** Work that did not finish and stopped the skip; null when all of it did. */
  stoppedBy: { environmentId: string; environmentName: string; step: string } | null;
}
