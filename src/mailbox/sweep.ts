import { mailLimits } from '../protocol/mailbox-limits.ts';
import type { MailDatabase } from './database.ts';
import { dayNumber, dayText, monthText } from './days.ts';

/** Deletes what has been kept long enough. `now`: an instant. */
export function sweep(database: MailDatabase, now: string): void {
  const today = dayNumber(now);
  database.transaction(() => {
    database.run('delete from envelope where day < ?', dayText(today - mailLimits.envelopeDays));
    database.run('delete from meeting where last_day < ?', dayText(today));
    database.run('delete from used_ticket where last_day < ?', dayText(today));
    database.run('delete from sheet where month < ?', monthText(today));
    database.run('delete from box where month < ?', monthText(today));
  });
  database.forgetDeleted();
}
