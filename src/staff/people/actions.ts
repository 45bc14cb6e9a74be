import type { Role } from '../../domain/op.ts';
import type { Reason } from '../../domain/reason.ts';
import { ok } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import type { StaffEngine } from '../context.ts';
import type { Phone } from '../read-phone.ts';

export interface NewPerson {
  readonly name: string;
  readonly role: Role;
  readonly hours: string;
  readonly phone: string;
}

const orNull = (text: string): string | null => text.trim() || null;

export async function addPerson(engine: StaffEngine, { name, role, hours }: NewPerson, { phone, phoneTyped }: Phone): Promise<Result<string, Reason>> {
  const id = engine.env.newId();
  const done = await engine.commit('person/add', { id, name: name.trim(), role, hours: orNull(hours), phone: orNull(phone), ...(phoneTyped && { phoneTyped }) }, { clearDraft: { key: 'person', value: engine.drafts.get('person') } });
  return done.ok ? ok(id) : done;
}

export const appoint = (engine: StaffEngine, person: string, role: Role): Promise<Result<string, Reason>> => engine.commit('person/appoint', { person, role });
