import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { lossesOf } from './view.ts';

/** Leaving this device: first what would be lost, then the button that does it. */
export function Leave() {
  const { engine, leave } = useExpert();
  const [stage, setStage] = useState<'closed' | 'asked' | 'unreachable' | 'left'>('closed');
  const { unsent, messages, thoughts } = lossesOf(engine);
  if (stage === 'left') return <Notice tone="ok">{t('settings:leave.done')}</Notice>;
  return (
    <>
      <h2>{t('settings:leave.title')}</h2>
      <p>{t('settings:leave.text')}</p>
      {stage === 'closed' ? (
        <Button onPress={() => setStage('asked')}>{t('settings:leave.open')}</Button>
      ) : (
        <Notice tone={unsent + messages + thoughts > 0 ? 'wait' : 'calm'}>
          {unsent > 0 ? <p>{t('settings:leave.unsent', { count: unsent })}</p> : null}
          {messages > 0 ? <p>{t('settings:leave.messages', { count: messages })}</p> : null}
          {thoughts > 0 ? <p>{t('settings:leave.thoughts', { count: thoughts })}</p> : null}
          <p>{t('settings:leave.comes-back')}</p>
          {stage === 'unreachable' ? <p>{t('settings:leave.unreachable')}</p> : null}
          <div class="buttons">
            <Button onPress={async () => setStage(await leave())}>{t('settings:leave.yes')}</Button>
            <Button look="quiet" onPress={() => setStage('closed')}>{t('settings:leave.no')}</Button>
          </div>
        </Notice>
      )}
    </>
  );
}
