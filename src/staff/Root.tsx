import { useEffect } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';
import { keepFocus } from '../ui/keep-focus.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { Page } from '../ui/Page.tsx';
import { t } from '../ui/words.ts';
import { App } from './App.tsx';
import { ClosedScreen } from './ClosedScreen.tsx';
import { LinkScreen } from './enrol/Screen.tsx';
import { LockedScreen } from './lock/LockedScreen.tsx';
import type { Visit } from './visit.ts';

/** Whoever uses this tab, or the way to a login. */
export function Root({ visit }: { visit: Visit }) {
  useEffect(keepFocus, []);
  return (
    <>
      <Stage visit={visit} />
      <LiveRegion />
    </>
  );
}

function Stage({ visit }: { visit: Visit }) {
  const stage = visit.stage.value;
  switch (stage.kind) {
    case 'opening':
      return <main class="page" aria-busy="true" />;
    case 'closed':
      return <ClosedScreen note={stage.note} done={() => void visit.seenClosed()} />;
    case 'link':
      return <LinkScreen key={stage.secret} visit={visit} secret={stage.secret} />;
    case 'nobody':
      return (
        <Page heading={t('staff:nobody.heading')} title={t('staff:title.start')} withoutTabs>
          <p>{t('staff:nobody.what')}</p>
        </Page>
      );
    case 'choose':
      return (
        <Page heading={t('staff:who')} title={t('staff:title.start')} withoutTabs>
          <div class="buttons down">
            {stage.logins.map((login) => (
              <Button key={login.device} onPress={() => visit.enter(login.device)}>
                {login.name}
              </Button>
            ))}
          </div>
        </Page>
      );
    case 'locked':
      return <LockedScreen key={stage.whose.device} visit={visit} whose={stage.whose} isAlone={stage.isAlone} />;
    case 'in':
      return <App key={stage.staff.login.device} staff={stage.staff} />;
  }
}
