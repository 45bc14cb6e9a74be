import { useState } from 'preact/hooks';
import type { ChannelEngine } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useDoing } from './use-doing.ts';

/** The recovery sheet: 24 characters on paper, in the organisation's safe. */
export function Sheet({ channel }: { channel: ChannelEngine }) {
  const { hasSheet, threads } = channel.state.value;
  // On the screen alone: it is kept nowhere.
  const [made, setMade] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const { doing, trouble } = useDoing();
  const make = async () => {
    const done = await doing(() => channel.makeSheet());
    setMade(done?.ok ? done.value : undefined);
    setProblem(!done || done.ok ? undefined : t('contact:pair-problem.no-network'));
  };
  return (
    <>
      <h2>{t('contact:sheet.heading')}</h2>
      <p>{t('contact:sheet.what')}</p>
      {made ? (
        <Notice tone="private">
          <p>{t('contact:sheet.write-down')}</p>
          <p class="digits">{made}</p>
          <Button onPress={() => setMade(undefined)}>{t('contact:sheet.written')}</Button>
        </Notice>
      ) : (
        <>
          {hasSheet ? <p class="ok">{t('contact:sheet.have')}</p> : null}
          <Button onPress={make}>{t(hasSheet ? 'contact:sheet.another' : 'contact:sheet.make')}</Button>
        </>
      )}
      {trouble || problem ? <Notice tone="wait">{trouble ?? problem}</Notice> : null}
      <Restore channel={channel} isEmpty={threads.length === 0} />
    </>
  );
}

const problems = {
  'no-network': 'contact:sheet.problem-no-network',
  'wrong-code': 'contact:sheet.problem-wrong-code',
  mistyped: 'contact:sheet.problem-mistyped',
} as const;

/** On a new computer. What it brings back is said even when the field for it has gone. */
function Restore({ channel, isEmpty }: { channel: ChannelEngine; isEmpty: boolean }) {
  const [typed, setTyped] = useState('');
  const [isDone, setDone] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { doing, trouble } = useDoing();
  const restore = async () => {
    const done = await doing(() => channel.restore(typed));
    setProblem(!done || done.ok ? undefined : t(problems[done.reason]));
    if (!done?.ok) return;
    setDone(true);
    setTyped('');
  };
  if (isDone) return <Notice tone="ok">{t('contact:sheet.restored')}</Notice>;
  if (!isEmpty) return null;
  return (
    <>
      <h3>{t('contact:sheet.restore-heading')}</h3>
      <Field label={t('contact:sheet.restore-field')} value={typed} onInput={setTyped} maxLength={60} isPrivate problem={trouble ?? problem} />
      <Button onPress={restore}>{t('contact:sheet.restore')}</Button>
    </>
  );
}
