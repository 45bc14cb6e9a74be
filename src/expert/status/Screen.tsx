import type { PendingOp } from '../../client/db.ts';
import type { Reason } from '../../domain/reason.ts';
import { Button } from '../../ui/Button.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { SyncChip } from '../SyncChip.tsx';
import { lossWords, opWords, waitingView } from './view.ts';

/** Everything that has not reached the server, in words. Nothing disappears from here by itself but by being sent. */
export function WaitingScreen() {
  const { engine } = useExpert();
  const { pending, refused } = waitingView(engine.pending.value, engine.refused.value);
  return (
    <Page heading={t('errors:waiting.title')} title={t('errors:waiting.title')} back="/">
      <SyncChip />
      {refused.length > 0 ? (
        <section>
          <h2>{t('errors:waiting.refused')}</h2>
          <ul class="stack">
            {refused.map((op) => (
              <li key={op.id} class="card">
                <h3>{t(opWords(op.name))}</h3>
                <p>{reasonWords(op.reason)}</p>
                <p class="small">{t('errors:waiting.made', { when: formatWhen(op.at) })}</p>
                <Button onPress={() => engine.retry(op.id)}>{t('common:try-again')}</Button>
                <Remove op={op} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section class="stack">
        <h2>{t('errors:waiting.pending')}</h2>
        {pending.length === 0 ? <p>{t('errors:waiting.none')}</p> : <p>{t('errors:waiting.safe')}</p>}
        <ul class="stack">
          {pending.map((op) => (
            <li key={op.id} class="card">
              <h3>{t(opWords(op.name))}</h3>
              <p class="small">{t('errors:waiting.made', { when: formatWhen(op.at) })}</p>
              <Remove op={op} />
            </li>
          ))}
        </ul>
        {pending.length > 0 ? <Button onPress={() => engine.sync.now()}>{t('errors:waiting.try-now')}</Button> : null}
      </section>
      <p class="ends">
        {t('errors:help-line')} <Link to="/a">{t('common:help')}</Link>
      </p>
    </Page>
  );
}

/** Says first what becomes of the text: one press, and nobody brings it back. */
function Remove({ op }: { op: Pick<PendingOp, 'id' | 'name'> }) {
  const { engine } = useExpert();
  return (
    <>
      <p class="small">{t(lossWords(op.name))}</p>
      <Button look="quiet" onPress={() => engine.discard(op.id)}>
        {t('errors:waiting.remove')}
      </Button>
    </>
  );
}

const reasonWords = (reason: Reason): string => t(`errors:${reason}`);
