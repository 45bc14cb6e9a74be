import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ChannelEngine } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { usePromise } from '../../ui/use-promise.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { myRoles } from '../logins.ts';
import { savedBy } from '../safe.ts';
import { Alone } from './Alone.tsx';
import { onlyHolderOf } from './alone.ts';

/** Leaving takes the store away from this computer, so nothing may still be waiting in it, and it is asked for twice. */
export function Leave() {
  const { engine, login } = useStaff();
  return (
    <>
      <h2>{t('staff:me.leave-heading')}</h2>
      <Alone roles={onlyHolderOf(engine.live.value, engine.me)} />
      {myRoles(engine, login).includes('contact') ? <WithConversations /> : <Ask />}
    </>
  );
}

function Ask({ children }: { children?: ComponentChildren }) {
  const { engine, leave } = useStaff();
  const [isAsked, setAsked] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const isWaiting = engine.pending.value.length > 0;
  return (
    <>
      <p>{isWaiting ? t('staff:me.leave-waiting') : t('staff:me.leave-what')}</p>
      {isFailed ? <Notice tone="wait">{t('staff:link.unreachable')}</Notice> : null}
      {isAsked && !isWaiting ? (
        <section class="card stack" aria-label={t('staff:me.leave-heading')}>
          <p>{t('staff:me.leave-sure')}</p>
          <p class="small">{t('account:alone.links')}</p>
          {children}
          <div class="buttons">
            <Button look="main" onPress={() => setAsked(false)}>
              {t('staff:me.leave-no')}
            </Button>
            <Button onPress={async () => setFailed(!(await leave()))}>{t('staff:me.leave-yes')}</Button>
          </div>
        </section>
      ) : (
        <Button disabled={isWaiting} onPress={() => setAsked(true)}>
          {t('staff:me.leave')}
        </Button>
      )}
    </>
  );
}

/** A contact person's conversations go with the store. */
function WithConversations() {
  const { channel, login } = useStaff();
  const engine = usePromise(login.device, () => channel().catch(() => null));
  return <Ask>{engine ? <Goes channel={engine} /> : <p>{t('staff:me.leave-unknown')}</p>}</Ask>;
}

const backWords = { device: 'staff:me.leave-back-device', sheet: 'staff:me.leave-back-sheet' } as const;

/** What goes, what others have, and whether anything brings it back. */
function Goes({ channel }: { channel: ChannelEngine }) {
  const { engine } = useStaff();
  const state = channel.state.value;
  if (state.threads.length === 0) return null;
  const by = savedBy(state, engine.drafts.all.value);
  const isUnsent = state.threads.some(({ lines }) => lines.some(({ where }) => where?.kind === 'queued' || where?.kind === 'sending'));
  return (
    <>
      <p>{t('staff:me.leave-goes')}</p>
      {isUnsent ? <p class="wait">{t('staff:me.leave-unsent')}</p> : null}
      <p>{t(by ? backWords[by] : 'staff:me.leave-no-way-back')}</p>
      {by ? null : (
        <p>
          <Link to="/staff/messages/keep" class="button quiet">{t('staff:me.leave-make-safe')}</Link>
        </p>
      )}
    </>
  );
}
