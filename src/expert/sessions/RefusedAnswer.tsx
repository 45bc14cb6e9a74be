import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { canWorkAgain } from '../again.ts';
import { useExpert } from '../context.ts';
import { unlessFull } from '../storage-full.ts';
import { isAhead } from './Asking.tsx';
import type { Entry } from './view.ts';

const words: Readonly<Record<string, string>> = { 'invitation/answer': 'sessions:refused.answer', 'invitation/undo': 'sessions:refused.undo' };

/** An answer that came too late, or was not taken: said where it was given. What waits behind it goes on once it was read. */
export function RefusedAnswer({ entry: { session, invitation } }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const [isFull, setFull] = useState(false);
  const op = engine.refused.value.find(({ lane, name }) => lane === `invitation/${invitation.id}` && words[name] !== undefined);
  if (!op) return null;
  const seen = async () => {
    setFull((await unlessFull(() => engine.discard(op.id))) === 'full');
    void engine.sync.now();
    focusHeading();
  };
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>{t(words[op.name] ?? '')}</p>
        <p>{op.reason === 'closed' && !isAhead(session, now.value) ? t('sessions:over') : t(`errors:${op.reason}`)}</p>
        {isFull ? <p>{t('errors:storage-full')}</p> : null}
        {op.name === 'invitation/answer' && canWorkAgain(op.reason) ? <Link to="/w">{t('common:sync.look')}</Link> : <Button onPress={seen}>{t('sessions:refused.seen')}</Button>}
      </div>
    </Notice>
  );
}
