export type Role = 'owner' | 'designer' | 'viewer';

export interface WorldDto {
  /** A demo world's clock may be moved by its operator. */
  demo: boolean;
  /** A restored world does nothing until an operator says that it goes on. */
  paused: boolean;
  /** The world's time when this was answered, ISO 8601 in UTC. */
  now: string;
}

export interface MeDto {
  person: { id: string; name: string; email: string } | null;
  /** The account that requests act for, and its first channel. Null for somebody signed out. */
  account: { id: string; name: string; role: Role; channelId: string; channelName: string } | null;
  /** Every account of the person, in the order of joining; the cookie `patchbay_account` chooses among them. */
  accounts: { id: string; name: string; role: Role }[];
  operator: boolean;
  world: WorldDto;
}
