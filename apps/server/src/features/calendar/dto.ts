/** Whether there is a secret address of one's calendar. The address itself is shown once, when it is made. */
export interface CalendarDto {
  madeAt: string | null;
}
export interface CalendarAddressDto {
  /** Path on this server, with the secret in it. */
  path: string;
}
