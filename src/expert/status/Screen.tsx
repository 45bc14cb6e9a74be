import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { contactOf } from '../people.ts';
import { KeysLost } from '../KeysLost.tsx';
import { StoreLost } from '../StoreLost.tsx';
import { SyncChip, useCalmStatus } from '../SyncChip.tsx';
import { useIsEnough } from './use-is-enough.ts';
import { TryNow } from '../TryNow.tsx';
import { unsentNotes } from '../unsent-notes.ts';
import { Item } from './Item.tsx';
import { tryNow } from './actions.ts';
import { Unfinished } from './Unfinished.tsx';
import { waitingView, whyOf } from './view.ts';

/** Everything that has not reached the server, in words. Nothing disappears from here by itself but by being sent. */
export function WaitingScreen() {
  const expert = useExpert();
  const { engine } = expert;
  const status = useCalmStatus(engine);
  const isEnough = useIsEnough(engine);
  const { pending, refused } = waitingView(engine.pending.value, engine.refused.value);
  // Messages in private wait in a store of their own.
  const isUnsent = (contactOf(engine)?.unsent ?? 0) > 0;
  const hasBegun = unsentNotes(engine.live.value, engine.drafts.all.value).length > 0;
  return (
    <Page heading={t('errors:waiting.title')} title={t('errors:waiting.title')} back="/">
      <SyncChip />
      <StoreLost />
      <KeysLost />
      {refused.length > 0 ? (
        <section>
          <h2>{t('errors:waiting.refused')}</h2>
          <p>{t('errors:waiting.kept')}</p>
          <ul class="stack spaced">
            {refused.map((op) => (
              <Item key={op.id} op={op} />
            ))}
          </ul>
        </section>
      ) : null}
      <Unfinished />
      <section>
        <h2>{t('errors:waiting.pending')}</h2>
        {hasBegun && pending.length === 0 && !isUnsent ? <p>{t('errors:unfinished.else')}</p> : null}
        {isUnsent ? <p>{t('errors:waiting.messages')}</p> : null}
        {(isUnsent || hasBegun) && pending.length === 0 ? null : <p>{pending.length === 0 ? t('errors:waiting.none') : t('errors:waiting.safe')}</p>}
        <TryNow isOffered={pending.length > 0 || isUnsent} tries={() => tryNow(expert, isUnsent)} />
        <ul class="stack spaced">
          {pending.map((op) => (
            <Item key={op.id} op={op} why={whyOf(op, refused, status, isEnough)} />
          ))}
        </ul>
      </section>
      <p class="ends">
        {t('errors:help-line')} <Link to="/a">{t('common:help')}</Link>
      </p>
    </Page>
  );
}
