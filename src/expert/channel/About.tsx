import type { Thread } from '../../channel/types.ts';
import { t } from '../../ui/words.ts';
import { DutyWords } from './Duty.tsx';
import { WhoFacts } from './Who.tsx';
import { nameOf } from './words.ts';

/** What one may want to know and need not read each time: what they promise, where they work, and what the law says. */
export function About({ thread }: { thread: Thread }) {
  const name = nameOf(thread.peer.name);
  return (
    <details class="about">
      <summary>{t('channel:duty.short', { name })}</summary>
      <div class="stack">
        <DutyWords name={name} />
        <WhoFacts thread={thread} />
      </div>
    </details>
  );
}
