export interface PageUrlDto {
  /** Good for one visit within half a minute; the browser that makes it may stay. */
  url: string;
}

export interface LogsDto {
  /** The last lines that the machine's services wrote. */
  text: string;
}
