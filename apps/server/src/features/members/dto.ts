import type { Role } from '../session/dto.ts';
export interface MemberDto {
  personId: string;
  name: string;
  email: string;
  role: Role;
}
