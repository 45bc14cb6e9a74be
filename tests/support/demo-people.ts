import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../../src/domain/time.ts';
import { openPortableKeys } from '../../src/crypto/portable-keys.ts';
import { deviceHeader, protocolVersion } from '../../src/protocol/limits.ts';
import { revive, signing } from '../../src/tools/demo/actor.ts';
import type { Actor, Ask } from '../../src/tools/demo/actor.ts';
import { readMemory } from '../../src/tools/demo/folder.ts';
import type { People } from '../../src/tools/demo/folder.ts';
import { openGroup } from '../../src/tools/demo/sessions.ts';
import type { Facts } from '../../src/tools/demo/sessions.ts';
import { invitationIdOf } from '../../src/domain/session-facts.ts';
import type { Role } from '../../src/domain/op.ts';
import type { OwnDemo } from './own-demo.ts';
import { headersAt } from './process.ts';

// The demo's people on devices that are no browser: what a journey needs beside what it shows.

function peopleOf(demo: OwnDemo): People {
  const memory = readMemory(demo.dataDir);
  if (!memory) throw new Error('the demo keeps no devices');
  return memory.people;
}

export const linkOf = (demo: OwnDemo, role: Role): string => `${demo.url}${role === 'expert' ? '/' : '/staff/'}#${demo.links[role]}`;

const askAt = (demo: OwnDemo): Ask => (path, init) => fetch(demo.url + path, { ...init, headers: { ...headersAt(demo.url), ...Object.fromEntries(new Headers(init.headers)) } });

export function personOf(demo: OwnDemo, role: Role): Promise<Actor> {
  return revive(askAt(demo), peopleOf(demo)[role]);
}

/** Everything that the server hands to a new start of this person's device, as it comes over the wire. */
export async function rawSync(demo: OwnDemo, role: Role): Promise<string> {
  const kept = peopleOf(demo)[role];
  const send = signing(askAt(demo), kept.device, await openPortableKeys(kept.wrapped, kept.secret, kept));
  const response = await send('/api/sync', { protocol: protocolVersion, ops: [], cursor: {} }, { cookie: kept.cookie, [deviceHeader]: kept.device });
  return response.text();
}

/** The coordinator plans a session and invites the young person; the session's facts and the invitation's id. */
export async function inviteTo(demo: OwnDemo, id: string, more: Partial<Facts> = {}): Promise<{ facts: Facts; invitation: string }> {
  const nea = await personOf(demo, 'coordinator');
  const facts: Facts = { ...openGroup(dayOf(new Date().toISOString()), id), ...more };
  await nea.perform('session/plan', facts);
  const person = peopleOf(demo).expert.person;
  const invitation = invitationIdOf(id, person);
  await nea.perform('invitation/send', { id: invitation, session: id, person });
  return { facts, invitation };
}

/** Whether these words lie anywhere in what the server keeps, in clear. */
export function lies(demo: OwnDemo, words: string): boolean {
  return readdirSync(demo.dataDir).some((name) => {
    const bytes = readFileSync(join(demo.dataDir, name));
    return (['utf8', 'utf16le', 'latin1'] as const).some((encoding) => bytes.includes(Buffer.from(words, encoding)));
  });
}
