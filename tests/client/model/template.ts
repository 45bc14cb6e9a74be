// What every history starts from: two young experts with an invitation each, made by the system's own operations.
import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../../src/server/db/sqlite.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createWorld, invite } from '../../support/world.ts';
import type { Someone } from '../../support/world.ts';
import { sealedShape } from '../../support/rows.ts';

export interface PersonThere {
  readonly id: string;
  readonly project: string;
  /** Stands in everything that is theirs. */
  readonly mark: string;
  readonly invitation: string;
  readonly session: string;
  readonly devices: readonly { readonly id: string; readonly headers: Readonly<Record<string, string>> }[];
}

export interface Template {
  readonly file: string;
  readonly persons: readonly PersonThere[];
  readonly coordinator: Pick<Someone, 'id' | 'headers'>;
  /** The id of the second person's reflection, which the first cannot know and cannot take. */
  readonly takenReflection: string;
  remove(): void;
}

export async function createTemplate(): Promise<Template> {
  const world = await createWorld();
  const { coordinator } = world;

  async function there(who: Someone, mark: string, devices: number): Promise<PersonThere> {
    const ids = await invite(coordinator, who.id);
    const all = [who];
    while (all.length < devices) all.push(await world.secondDevice(who));
    return { id: who.id, project: who.project, mark, ...ids, devices: all.map(({ device, headers }) => ({ id: device, headers })) };
  }

  const leevi = await world.arrive('expert', 'Leevi');
  const persons = [await there(world.expert, 'AINO', 2), await there(leevi, 'LEEVI', 1)];
  const takenReflection = randomUUID();
  await leevi.does('reflection/send', { id: takenReflection, session: null, route: 'read', sealed: sealedShape() });

  const folder = temporaryFolder();
  const file = join(folder.path, 'template.db');
  for (const end of ['', '-wal']) copyFileSync(`${join(world.server.database.dataDir, 'rasti.db')}${end}`, `${file}${end}`);
  await world.close();
  // Opened and closed once, it is one file.
  await openSqlite(file).close();
  return { file, persons, coordinator, takenReflection, remove: folder.remove };
}
