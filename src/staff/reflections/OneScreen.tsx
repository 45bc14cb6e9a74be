import { phoneAmong } from '../../crypto/message.ts';
import { formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { usePromise } from '../../ui/use-promise.ts';
import { isolate } from '../../ui/isolate.ts';
import { t } from '../../ui/words.ts';
import { CallLine } from '../CallLine.tsx';
import { useStaff } from '../context.ts';
import { UnknownDevices } from '../UnknownDevices.tsx';
import { coordinatorName, nameOf } from '../names.ts';
import { StaffPage } from '../StaffPage.tsx';
import { CannotOpen } from '../CannotOpen.tsx';
import { useLook } from '../use-look.ts';
import { markSeen } from './actions.ts';
import { openThought } from './view.ts';
import { callWish, partsOf } from './words.ts';

/** One thought that a young person sent. Opening it is told to them. */
export function ThoughtScreen({ id }: { id: string }) {
  const { engine, sealer } = useStaff();
  const live = engine.live.value;
  const thought = live.get('reflection', id);
  const opened = usePromise(`${thought?.sealed ?? ''} ${live.all('device').length}`, async () => (thought?.sealed ? openThought(await sealer(), thought) : undefined));
  useLook(null, Boolean(opened) && thought?.state === 'sent', () => markSeen(engine, id));
  if (!thought) {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.thoughts')} back="/staff/waiting">
        <p>{t('staff:nothing-here.what')}</p>
      </StaffPage>
    );
  }
  const name = nameOf(live, thought.person);
  const coordinator = coordinatorName(live);
  const session = thought.session === null ? undefined : live.get('session', thought.session);
  return (
    <StaffPage heading={t('staff:thoughts.from', { name })} title={t('staff:title.thoughts')} back="/staff/waiting">
      {thought.state === 'withdrawn' ? (
        <p>{t('staff:thoughts.withdrawn', { name })}</p>
      ) : (
        <>
          <p>{session ? `${isolate(session.title)}, ${formatWhen(session.starts)}` : t('staff:thoughts.no-session')}</p>
          <p class="small">{t('staff:thoughts.sent', { when: formatWhen(thought.sent) })}</p>
          <Notice tone="wait">{thought.route === 'read' ? t('staff:thoughts.read-only') : t('staff:thoughts.agree')}</Notice>
          <UnknownDevices person={thought.person} />
          {opened === null ? <CannotOpen of={{ kind: 'reflection', id: thought.id }} written={thought.sent} name={name} /> : null}
          {opened && callWish(opened, coordinator) ? (
            <section class="card wish">
              <h2>{t('staff:thoughts.wish', { wish: callWish(opened, coordinator) })}</h2>
              <CallLine person={thought.person} given={phoneAmong(opened.needs)} />
            </section>
          ) : null}
          {opened
            ? partsOf(opened, coordinator).map((part) => (
                <section class="card" key={part.heading}>
                  <h2>{part.heading}</h2>
                  <p class="own-words">{part.text}</p>
                </section>
              ))
            : null}
        </>
      )}
    </StaffPage>
  );
}
