import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../domain/op.ts';
import { base64url, day, id, object, optional, parse, string } from '../../domain/schema.ts';
import type { Infer } from '../../domain/schema.ts';
import type { Kept } from './actor.ts';

const keptSchema = () => object({ person: id(), device: id(), cookie: string(), secret: base64url(43), enc: base64url(87), sig: base64url(87), wrapped: string() });
const each = <T>(of: () => T) => ({ expert: of(), coordinator: of(), contact: of(), fees: of() });

/**
 * What the demo writes beside its database: the first devices of its people, keys and all, and the links it gave out.
 * A real run keeps nothing like it: there, keys are on people's own devices.
 */
const memorySchema = object({
  told: day(), people: object(each(keptSchema)), links: object(each(() => base64url(43))),
  /** A second young expert, whom nobody is paired with; a folder of an older demo has none. */
  second: optional(object({ kept: keptSchema(), link: base64url(43) })),
});
export type Memory = Infer<typeof memorySchema>;

const fileIn = (folder: string): string => join(folder, 'demo.json');

export function readMemory(folder: string): Memory | undefined {
  if (!existsSync(fileIn(folder))) return undefined;
  const memory = parse(memorySchema, JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  if (!memory.ok) throw new Error(`${fileIn(folder)} is not what this version writes: delete the folder to begin anew.`);
  return memory.value;
}

export function writeMemory(folder: string, memory: Memory): void {
  writeFileSync(fileIn(folder), `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600 });
}

export const roles: readonly Role[] = ['expert', 'coordinator', 'contact', 'fees'];

export function forEachRole<T>(make: (role: Role) => T): Record<Role, T> {
  return { expert: make('expert'), coordinator: make('coordinator'), contact: make('contact'), fees: make('fees') };
}

export type People = Readonly<Record<Role, Kept>>;
