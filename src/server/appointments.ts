import { giveRole } from '../domain/appoint.ts';
import { appointmentSchema } from '../domain/appointment.ts';
import type { Appointment } from '../domain/appointment.ts';
import { confirmationSchema } from '../domain/confirmation.ts';
import { personSchema } from '../domain/person.ts';
import { parse } from '../domain/schema.ts';
import { feesScope, teamScope } from '../domain/scope.ts';
import { makeChanges } from './changes.ts';
import { sql, textOf } from './db/sql.ts';
import type { Db, Queries } from './db/sql.ts';
import { findActing, takeTurn } from './people.ts';
import { rowsOfKind, storedRows } from './rows.ts';

/** Roles that nobody stopped for a day hold from now on (domain/appointment.ts). Each project in its own turn. */
export async function settleRoles(db: Db, now: string): Promise<void> {
  for (const { id, project } of await dueRoles(db, now)) {
    await db.transaction(async (tx) => {
      await takeTurn(tx, project);
      // As it stands in the turn: somebody may have stopped it meanwhile.
      const appointment = (await dueRoles(tx, now)).find((one) => one.id === id);
      const person = appointment && parse(personSchema, (await storedRows(tx, [{ kind: 'person', id: appointment.person }]))[0]);
      const acting = appointment && (await findActing(tx, appointment.by));
      if (!person?.ok || !acting) return;
      // Whoever asked is no coordinator any more: then nobody stands behind it.
      const isStopped = !acting.roles.includes('coordinator');
      const stopped: Appointment = { ...appointment, state: 'stopped' };
      await makeChanges(tx, { acting, op: `role.${id}.${appointment.asked}`, at: now }, isStopped ? [{ do: 'put', row: stopped }] : giveRole(appointment, person.value, null));
    });
  }
}

async function dueRoles(db: Queries, now: string): Promise<readonly Appointment[]> {
  return (await rowsOfKind(db, 'appointment')).flatMap((row) => {
    const appointment = parse(appointmentSchema, row);
    return appointment.ok && appointment.value.state === 'asked' && appointment.value.due <= now ? [appointment.value] : [];
  });
}

/** Fees whose hours were confirmed before anybody wrote down by whom: the ledger knows. At each start; what is there stays. */
export async function recallConfirmations(db: Db, now: string): Promise<void> {
  const lines = await db.all(sql`select fee, person, project from ledger where event = 'hours' and not exists (select 1 from row where kind = 'confirmation' and id = ledger.fee) order by at`);
  for (const columns of lines) {
    const [fee, person, project] = ['fee', 'person', 'project'].map((name) => textOf(columns, name));
    const row = parse(confirmationSchema, { kind: 'confirmation', id: fee, project, by: person });
    if (!row.ok) continue;
    await db.transaction(async (tx) => {
      const acting = await findActing(tx, row.value.by);
      if (!acting) return;
      await takeTurn(tx, row.value.project);
      await makeChanges(tx, { acting, op: `confirmation.${row.value.id}`, at: now }, [{ do: 'put', row: row.value, scopes: [teamScope(row.value.project), feesScope(row.value.project)] }]);
    });
  }
}
