import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { lossesOf } from '../losses.ts';
import type { Losses } from '../losses.ts';
import { forgetUse } from '../used-note.ts';

type Stage = 'closed' | 'asked' | 'unreachable' | 'left';

/** Leaving this device: first what would be lost, then the button that does it. */
export function Leave() {
  const { engine, leave } = useExpert();
  const [stage, setStage] = useState<Stage>('closed');
  const losses = lossesOf(engine);
  const isOffline = engine.sync.status.value.kind === 'offline';
  const go = async () => {
    const done = await leave();
    if (done === 'left') forgetUse();
    setStage(done);
  };
  if (stage === 'left') return <Notice tone="ok">{t('settings:leave.done')}</Notice>;
  return (
    <>
      <p>{t('settings:leave.text')}</p>
      {stage === 'closed' ? (
        <Button onPress={() => setStage('asked')}>{t('settings:leave.open')}</Button>
      ) : (
        <Notice tone={Object.values(losses).some((count) => count > 0) ? 'wait' : 'calm'}>
          <div class="stack">
            <Lost losses={losses} />
            {losses.unsent > 0 && !isOffline ? <SendFirst /> : null}
            <p>{t('settings:leave.comes-back')}</p>
            {stage === 'unreachable' ? <p>{t('settings:leave.unreachable')}</p> : isOffline ? <p>{t('settings:leave.offline')}</p> : null}
            <div class="buttons">
              <Button onPress={go}>{t('settings:leave.yes')}</Button>
              <Button look="quiet" onPress={() => setStage('closed')}>
                {t('settings:leave.no')}
              </Button>
            </div>
          </div>
        </Notice>
      )}
    </>
  );
}

function Lost({ losses: { unsent, aside, messages, notes, thoughts } }: { losses: Losses }) {
  return (
    <>
      {unsent > 0 ? <p>{t('settings:leave.unsent', { count: unsent })}</p> : null}
      {aside > 0 ? <p>{t('settings:leave.aside', { count: aside })}</p> : null}
      {messages > 0 ? <p>{t('settings:leave.messages', { count: messages })}</p> : null}
      {notes > 0 ? <p>{t('settings:leave.notes', { count: notes })}</p> : null}
      {thoughts > 0 ? <p>{t('settings:leave.thoughts', { count: thoughts })}</p> : null}
      {unsent + aside > 0 ? (
        <p>
          <Link to="/w">{t('settings:leave.look')}</Link>
        </p>
      ) : null}
    </>
  );
}

/** With a network what waits can go first. It goes from the list above by itself as it is sent. */
function SendFirst() {
  const { engine } = useExpert();
  const [told, tell] = useTold();
  return (
    <>
      <Button onPress={() => engine.sync.now().then(() => tell(t('settings:leave.not-all')))}>{t('settings:leave.send-first')}</Button>
      {told ? <p>{told}</p> : null}
    </>
  );
}
