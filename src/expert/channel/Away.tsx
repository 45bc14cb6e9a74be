import type { Thread } from '../../channel/types.ts';
import { formatDay } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { listNames } from '../../ui/list.ts';
import { t } from '../../ui/words.ts';
import { deputiesOf } from './view.ts';
import { nameOf } from './words.ts';

interface AwayProps {
  thread: Thread;
}

const namesOf = (thread: Thread, can: boolean): string[] => deputiesOf(thread).filter(({ has = true }) => has === can).map(({ name }) => nameOf(name));

/** That the contact person is away, and who reads meanwhile: only somebody who can. */
export function AwayWords({ thread }: AwayProps) {
  const [ready, waiting] = [namesOf(thread, true), namesOf(thread, false)];
  const sentences = [
    thread.awayUntil === null ? '' : t('channel:who.away', { name: nameOf(thread.peer.name), day: formatDay(thread.awayUntil) }),
    thread.awayUntil !== null && ready.length > 0 ? t('channel:who.away-deputy', { names: listNames(ready) }) : '',
    waiting.length > 0 ? t('channel:who.deputy-waits', { names: listNames(waiting), count: waiting.length }) : '',
    ready.length + waiting.length === 0 ? t('channel:who.away-alone') : '',
  ];
  return <>{sentences.filter(Boolean).join(' ')}</>;
}

/** The same where one writes, for the conversation opens at its end. */
export function Away({ thread }: AwayProps) {
  if (thread.awayUntil === null && namesOf(thread, false).length === 0) return null;
  return (
    <Notice tone="wait">
      <p>
        <AwayWords thread={thread} />
      </p>
    </Notice>
  );
}
