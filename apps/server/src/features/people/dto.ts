export interface PersonDto {
  id: string;
  name: string;
  email: string;
  operator: boolean;
  accounts: { name: string; role: string }[];
  createdAt: string;
}
export interface ResetLinkDto {
  /** Path and query on this server; works once. */
  path: string;
  expiresAt: string;
}
