import type { StaffEngine } from './context.ts';

/** What was typed on, here or in another tab, while a text was sealed and sent: it stays a draft, without what has gone. */
export async function keepTypedOn({ drafts }: Pick<StaffEngine, 'drafts'>, key: string, sent: string): Promise<void> {
  const now = drafts.get(key);
  if (typeof now === 'string' && now.startsWith(sent)) await drafts.save(key, now.slice(sent.length).trimStart());
}
