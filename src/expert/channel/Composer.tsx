import { useState } from 'preact/hooks';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { unlessFull } from '../storage-full.ts';
import { send } from './actions.ts';
import { Attach } from './Attach.tsx';
import { listWords, nameOf, sendProblemWords, textLimit } from './words.ts';

const starters = ['channel:starter.wrong', 'channel:starter.unsafe', 'channel:starter.call'] as const;

interface ComposerProps {
  channel: ChannelEngine;
  thread: Thread;
}

/** The field for a message. What is typed is on the phone at once; nothing leaves before "send". */
export function Composer({ channel, thread }: ComposerProps) {
  const { engine } = useExpert();
  // What is typed and not in the store yet: on a full phone it stays on the screen.
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const text = typed ?? channel.draft(thread.id);

  async function keep(value: string): Promise<void> {
    setTyped(value);
    const done = await unlessFull(() => channel.saveDraft(thread.id, value));
    setProblem(done === 'full' ? t('errors:storage-full') : undefined);
    if (done !== 'full') setTyped((now) => (now === value ? undefined : now));
  }

  async function press(): Promise<void> {
    const done = await unlessFull(async () => {
      // The channel sends what lies in its store.
      if (typed !== undefined) await channel.saveDraft(thread.id, typed);
      setTyped(undefined);
      return send(engine, channel, thread.id);
    });
    if (done === 'full') setProblem(t('errors:storage-full'));
    else setProblem(done && sendProblemWords(done, nameOf(thread.peer.name)));
  }

  const start = (words: string) => {
    const before = text.trimEnd();
    return keep(before === '' ? `${words} ` : `${before}\n${words} `);
  };
  const left = textLimit - text.length;
  return (
    <section class="spaced">
      <div class="buttons chips" role="group" aria-label={t('channel:starters')}>
        {starters.map((key) => (
          <Button key={key} onPress={() => start(t(key))}>
            {t(key)}
          </Button>
        ))}
      </div>
      <Field
        label={t('channel:write')} value={text} rows={text === '' ? 2 : 4} isPrivate
        help={left < 500 && left >= 0 ? t('channel:left', { count: left }) : text === '' ? undefined : t('channel:draft')}
        problem={left < 0 ? t('channel:too-long', { limit: textLimit }) : problem}
        onInput={(value) => void keep(value)}
      />
      <Attach />
      <p class="small private-ink">{t('channel:to', { names: listWords(thread.readers.map(({ name }) => nameOf(name))) })}</p>
      <Button look="main" private onPress={press}>
        {t('channel:send.now')}
      </Button>
    </section>
  );
}
