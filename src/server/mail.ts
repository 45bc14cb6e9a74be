import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createMailbox } from '../mailbox/mailbox.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { Config } from './config.ts';
import { StartProblem } from './listen.ts';
import type { Log } from './log.ts';

type MailConfig = Pick<Config, 'mailDir' | 'mailKey' | 'publicUrl'>;

/** The key of tickets: the one of the settings or, where the mailbox is in this process, one that lives as long as it. */
export const ticketKey = ({ mailKey }: Pick<Config, 'mailKey'>): Uint8Array => mailKey ?? randomBytes(32);

/** The mailbox with its file in the folder of the settings. Throws a StartProblem where that cannot be opened. */
export function openMailbox({ mailDir, publicUrl }: MailConfig, key: Uint8Array, log: Pick<Log, 'mailbox'>, now: () => string): Mailbox {
  try {
    return createMailbox({ file: join(mailDir, 'mail.db'), key, publicUrl, now, failed: (error) => log.mailbox(error) });
  } catch (error) {
    throw new StartProblem(`MAIL_DIR: the mailbox in ${mailDir} cannot be opened (${error instanceof Error ? error.message : 'unknown'}).`);
  }
}
