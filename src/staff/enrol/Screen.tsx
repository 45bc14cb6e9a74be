import { useEffect, useState } from 'preact/hooks';
import type { Enrol, Look } from '../../client/enrol.ts';
import type { Reason } from '../../domain/reason.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { problemWords } from '../attempt.ts';
import type { Setup } from '../setup.ts';
import type { Visit } from '../visit.ts';
import { openEnrol } from './actions.ts';
import { SetupForm } from './SetupForm.tsx';

type Seen = Look | { readonly kind: 'looking' };

/** A one-time link: who is invited, and a login by pressing a button. Only looking uses nothing up. */
export function LinkScreen({ visit, secret }: { visit: Visit; secret: string }) {
  const [way, setWay] = useState<Enrol>();
  const [seen, setSeen] = useState<Seen>({ kind: 'looking' });
  const [problem, setProblem] = useState<Reason | 'unreachable' | 'no-cookies'>();
  const [hasOthers, setOthers] = useState(false);

  const look = async () => {
    setSeen({ kind: 'looking' });
    let found = way ?? (await openEnrol(visit, secret, visit.settings));
    let result = await found.look();
    const locked = await visit.door.locked();
    setOthers(locked.length > 0);
    // What they have here goes on with the new login, and only their passphrase opens it.
    if (result.kind === 'invited') {
      const { person } = result.invited;
      const whose = locked.find((one) => one.person === person);
      const open = visit.door.openedFor(person);
      if (whose && !open) return visit.unlockFirst(whose, secret);
      if (open) {
        found = await openEnrol(visit, secret, open);
        result = await found.look();
      }
    }
    setWay(found);
    // Already signed in here: the link stays unused, and the tab goes to that person.
    if (result.kind === 'invited' && result.known) return visit.enter(result.known.device);
    setSeen(result);
  };
  // A chunk that did not come is the network's doing, like an answer that did not come.
  const tryLook = () => look().catch(() => setSeen({ kind: 'unreachable' }));
  useEffect(() => void tryLook(), []);

  const enter = async (setup?: Setup) => {
    const done = await way?.redeem();
    if (!done) return;
    if (done.kind === 'signed-in') return visit.enter(done.login.device, setup);
    setProblem(done.kind === 'refused' ? done.reason : done.kind);
  };

  return (
    <Page heading={t(seen.kind === 'invited' && seen.invited.setup ? 'staff:enrol.setup-heading' : 'staff:enrol.heading')} title={t('staff:title.start')} withoutTabs>
      {problem ? <Notice tone="wait">{problem === 'unreachable' ? t('staff:enrol.unreachable') : problem === 'no-cookies' ? t('staff:enrol.no-cookies') : problemWords(problem)}</Notice> : null}
      <Body seen={seen} hasOthers={hasOthers} secret={secret} enter={enter} retry={tryLook} leave={() => visit.enter()} />
    </Page>
  );
}

interface BodyProps {
  seen: Seen;
  /** Somebody is signed in here behind a lock. */
  hasOthers: boolean;
  secret: string;
  enter: (setup?: Setup) => Promise<void>;
  retry: () => Promise<void>;
  leave: () => Promise<void>;
}

function Body({ seen, hasOthers, secret, enter, retry, leave }: BodyProps) {
  switch (seen.kind) {
    case 'looking':
      return <p aria-busy="true">{t('staff:enrol.looking')}</p>;
    case 'unreachable':
      return (
        <Notice tone="wait" action={{ label: t('common:try-again'), run: retry }}>
          {t('staff:enrol.unreachable')}
        </Notice>
      );
    case 'refused':
      return (
        <>
          <Notice tone="problem">{problemWords(seen.reason)}</Notice>
          {hasOthers || seen.others.length > 0 ? <Button onPress={leave}>{t('staff:enrol.go-on')}</Button> : null}
        </>
      );
    case 'begun':
      return (
        <>
          <p>{t('staff:enrol.begun')}</p>
          <Button look="main" onPress={() => enter()}>
            {t('staff:enrol.enter')}
          </Button>
        </>
      );
    case 'invited': {
      const { invited } = seen;
      if (invited.roles.includes('expert')) {
        return (
          <>
            <p>{t('staff:enrol.elsewhere')}</p>
            <p>
              <a class="button main" href={`/#${secret}`}>
                {t('staff:enrol.to-there')}
              </a>
            </p>
          </>
        );
      }
      if (invited.setup) return <SetupForm enter={enter} />;
      return (
        <>
          <p>{invited.by ? t('staff:enrol.invited', { name: invited.name, by: invited.by }) : t('staff:enrol.welcome', { name: invited.name })}</p>
          {invited.device ? <p>{t('staff:enrol.own-device')}</p> : null}
          {seen.others.length > 0 ? <p class="small">{t('staff:enrol.others')}</p> : null}
          <Button look="main" onPress={() => enter()}>
            {t('staff:enrol.enter')}
          </Button>
        </>
      );
    }
  }
}
