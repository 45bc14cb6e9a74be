import { useState } from 'preact/hooks';
import type { Channel } from '../../domain/channel.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { insteadOf } from '../instead.ts';
import { unlessFull } from '../storage-full.ts';
import { draftKey, draftOf, keepDraft, send, start, textLimit } from './actions.ts';
import { problemWords } from './words.ts';

const starters = ['channel:starter.wrong', 'channel:starter.unsafe', 'channel:starter.call'] as const;

/** The field for a message. What is typed is on the phone at once; nothing leaves before "send". */
export function Composer({ channel, name }: { channel: Channel; name: string }) {
  const expert = useExpert();
  const [problem, setProblem] = useState<string>();
  const text = draftOf(expert, channel.id);
  // Reading the signal here makes the field follow what is saved, also from another tab or from a reflection.
  void expert.engine.drafts.all.value;

  async function keep(saving: Promise<void>): Promise<void> {
    const done = await unlessFull(() => saving);
    setProblem(done === 'full' ? t('channel:full') : undefined);
  }

  async function press(): Promise<void> {
    const done = await unlessFull(() => send(expert, channel));
    if (done === 'full') setProblem(t('channel:full'));
    else setProblem(done.ok ? undefined : problemWords(done.reason, name));
  }

  const left = textLimit - text.length;
  const isInstead = (insteadOf(expert.engine, draftKey(channel.id)) ?? []).length > 0;
  return (
    <section class="composer">
      <div class="buttons chips" role="group" aria-label={t('channel:starters')}>
        {starters.map((key) => (
          <Button key={key} onPress={() => keep(start(expert, channel.id, t(key)))}>
            {t(key)}
          </Button>
        ))}
      </div>
      <Field
        label={t('channel:write')} value={text} rows={4} isPrivate
        help={left < 500 && left >= 0 ? t('channel:left', { count: left }) : text === '' ? undefined : t('channel:draft')}
        problem={left < 0 ? t('channel:too-long', { limit: textLimit }) : problem}
        onInput={(value) => void keep(keepDraft(expert, channel.id, value))}
      />
      {isInstead ? <p class="small">{t('channel:instead')}</p> : null}
      <Button look="main" private onPress={press}>
        {t('channel:send')}
      </Button>
    </section>
  );
}
