import { z } from 'zod';

/** Identifier of a component type or abstraction: lower-case words joined by hyphens, such as `server-x86-64`. */
export const typeId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);
export type TypeId = string;

export const MAX_MEMBER_NAME = 40;

/** Name of a property or port of a type, such as `memoryMiB`. */
export const memberName = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/)
  .max(MAX_MEMBER_NAME);
