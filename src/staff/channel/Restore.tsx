import { useState } from 'preact/hooks';
import type { ChannelEngine } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { devicesAreLost } from '../safe.ts';
import { useDoing } from './use-doing.ts';

const problems = {
  'no-network': 'contact:sheet.problem-no-network',
  'wrong-code': 'contact:sheet.problem-wrong-code',
  mistyped: 'contact:sheet.problem-mistyped',
} as const;

/** On a new computer. What it brings back is said even when the field for it has gone. */
export function Restore({ channel, isEmpty }: { channel: ChannelEngine; isEmpty: boolean }) {
  const { engine } = useStaff();
  const [typed, setTyped] = useState('');
  const [isDone, setDone] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { doing, trouble } = useDoing();
  const restore = async () => {
    const done = await doing(() => channel.restore(typed));
    setProblem(!done || done.ok ? undefined : t(problems[done.reason]));
    if (!done?.ok) return;
    // A store that is full only means that the lost device is counted until it is taken off the list.
    await devicesAreLost(engine, channel.state.value).catch(() => undefined);
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
