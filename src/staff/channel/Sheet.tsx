import { useState } from 'preact/hooks';
import type { ChannelEngine } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { isUnwritten, sheetIsUnwritten, sheetIsWritten } from '../safe.ts';
import { Restore } from './Restore.tsx';
import { TypeBack } from './TypeBack.tsx';
import { useDoing } from './use-doing.ts';

/** The recovery sheet: 24 characters on paper, in the organisation's safe. */
export function Sheet({ channel }: { channel: ChannelEngine }) {
  const { engine } = useStaff();
  const { hasSheet, threads } = channel.state.value;
  const unwritten = isUnwritten(engine.drafts.all.value);
  // On the screen alone: it is kept nowhere.
  const [made, setMade] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const { doing, trouble } = useDoing();
  const make = async () => {
    const done = await doing(async () => {
      // First: a tab that is closed in between must not leave a sheet that counts and that nobody has.
      await sheetIsUnwritten(engine);
      const sheet = await channel.makeSheet();
      if (!sheet.ok && !unwritten) await sheetIsWritten(engine);
      return sheet;
    });
    setMade(done?.ok ? done.value : undefined);
    setProblem(!done || done.ok ? undefined : t('contact:pair-problem.no-network'));
  };
  const written = async () => {
    if (await doing(async () => (await sheetIsWritten(engine), true))) setMade(undefined);
  };
  return (
    <>
      <h2>{t('contact:sheet.heading')}</h2>
      <p>{t('contact:sheet.what')}</p>
      {made ? (
        <TypeBack code={made} onWritten={written} />
      ) : (
        <>
          {hasSheet ? <p class={unwritten ? 'wait' : 'ok'}>{t(unwritten ? 'contact:sheet.unwritten' : 'contact:sheet.have')}</p> : null}
          <Button onPress={make}>{t(hasSheet ? 'contact:sheet.another' : 'contact:sheet.make')}</Button>
        </>
      )}
      {trouble || problem ? <Notice tone="wait">{trouble ?? problem}</Notice> : null}
      {made ? null : <Restore channel={channel} isEmpty={threads.length === 0} />}
    </>
  );
}
