import { useState } from 'preact/hooks';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { Deputies } from './Deputies.tsx';
import { places } from './places.ts';
import { Sure } from './Sure.tsx';
import { useDoing } from './use-doing.ts';
import { contactIn, olderThan, pairedAt } from './view.ts';
import { nameOf } from './words.ts';

interface MoreProps {
  channel: ChannelEngine;
  thread: Thread;
}

/** What is seldom done: a deputy, somebody's lost phone, and the end. */
export function More({ channel, thread }: MoreProps) {
  const deputyFor = contactIn(thread);
  return (
    <details class="card">
      <summary>{t('contact:more')}</summary>
      <div class="stack">
        {deputyFor === undefined ? (
          <>
            <Deputies channel={channel} thread={thread} />
            <SamePerson channel={channel} thread={thread} />
            <End channel={channel} thread={thread} />
          </>
        ) : (
          <p>{t('contact:deputy.mine', { name: deputyFor })}</p>
        )}
      </div>
    </details>
  );
}

/** Somebody has lost their phone and paired again: only people know that it is the same person. */
function SamePerson({ channel, thread }: MoreProps) {
  const { doing, trouble } = useDoing();
  const [chosen, setChosen] = useState<string | null>(null);
  const older = olderThan(channel.state.value, thread);
  if (older.length === 0) return null;
  // What a recovery sheet has brought back does not tell when it was paired.
  const options = older.map((one) => {
    const at = pairedAt(one);
    return { value: one.id, label: nameOf(one), ...(at === undefined ? {} : { help: t('contact:same.since', { when: formatWhen(at) }) }) };
  });
  return (
    <>
      <p>{t('contact:same.what', { name: nameOf(thread) })}</p>
      <Choices label={t('contact:same.label')} options={options} value={chosen} onChoose={setChosen} />
      <Button disabled={!older.some(({ id }) => id === chosen)} onPress={async () => void (chosen !== null && (await doing(() => channel.replace(chosen, thread.id))))}>
        {t('contact:same.yes')}
      </Button>
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
    </>
  );
}

function End({ channel, thread }: MoreProps) {
  return (
    <Sure
      what={t('contact:end.what', { name: nameOf(thread) })} begin={t('contact:end.begin')} yes={t('contact:end.yes')} no={t('contact:end.no')}
      onYes={async () => {
        await channel.close(thread.id);
        navigate(places.inbox, { replace: true });
      }}
    />
  );
}

/** Takes what has ended away from this computer. */
export function Forget({ channel, thread }: MoreProps) {
  return (
    <Sure
      what={t('contact:forget-what')} begin={t('contact:forget')} yes={t('contact:forget-yes')} no={t('contact:forget-no')}
      onYes={async () => {
        await channel.forget(thread.id);
        navigate(places.inbox, { replace: true });
      }}
    />
  );
}
