import type { ComponentType } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Env } from '../../client/env.ts';
import type { Login, Settings } from '../../client/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Link, path } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { keepLink } from '../kept-link.ts';
import { LoginLost } from '../StoreLost.tsx';
import { openLink } from './actions.ts';
import type { Done, Found } from './actions.ts';
import { Invited } from './Invited.tsx';
import { Paste } from './Paste.tsx';
import { Problem } from './Problem.tsx';
import { Sees } from './Sees.tsx';

interface WelcomeProps {
  env: Env;
  settings: Settings;
  /** The secret of the link, already taken out of the address; null where nothing was opened. */
  secret: string | null;
  /** The chosen name, where it is another than the one that stands. */
  onReady: (login: Login, chosenName?: string) => void | Promise<void>;
  /** The help page, which needs no login. */
  Help?: ComponentType<{ contact?: { readonly name: string; readonly phone: string } | undefined }>;
}

/** From a link to the app in a minute: who invited me, what am I called, who sees what. */
export function WelcomeScreen({ env, settings, secret: opened, onReady, Help }: WelcomeProps) {
  const [secret, setSecret] = useState(opened);
  const take = (next: string | null) => {
    keepLink(next);
    setSecret(next);
  };
  if (Help && path() === '/a') return <Help />;
  return (
    <Page heading={t('welcome:hello')} title={t('welcome:title')} withoutTabs>
      {secret === null ? <LoginLost logins={() => settings.logins()} /> : null}
      {secret === null ? <Paste onSecret={take} /> : <Steps key={secret} env={env} settings={settings} secret={secret} onReady={onReady} onOther={() => take(null)} />}
      {Help ? (
        <p class="small spaced">
          {t('welcome:need-somebody')} <Link to="/a">{t('welcome:help')}</Link>
        </p>
      ) : null}
    </Page>
  );
}

type StepsProps = Omit<WelcomeProps, 'secret' | 'Help'> & { secret: string; onOther: () => void };

function Steps({ env, settings, secret, onReady, onOther }: StepsProps) {
  const link = useMemo(() => openLink(env, settings, secret), [secret]);
  const [found, setFound] = useState<Found | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Exclude<Done, { kind: 'signed-in' }> | null>(null);

  async function look(): Promise<void> {
    const next = await link.look();
    setTrouble(null);
    setFound(next);
    // Whoever comes back to this tab later finds no dead link in it, and none that is for another page.
    if ((next.kind === 'refused' && next.reason.startsWith('link-')) || (next.kind === 'invited' && !next.invited.roles.includes('expert'))) keepLink(null);
  }

  async function redeem(): Promise<void> {
    const done = await link.redeem();
    if (done.kind !== 'signed-in') return setTrouble(done);
    const chosen = name?.trim();
    await onReady(done.login, chosen && chosen !== done.login.name ? chosen : undefined);
  }

  useEffect(() => {
    void look();
  }, [link]);

  if (trouble) return <Problem found={trouble} onAgain={trouble.kind === 'refused' ? look : redeem} onOther={onOther} onReady={onReady} />;
  if (!found) return <p>{t('welcome:looking')}</p>;
  if (found.kind === 'begun') return <Sees by={undefined} onGo={redeem} begun />;
  if (found.kind !== 'invited') return <Problem found={found} onAgain={look} onOther={onOther} onReady={onReady} />;
  const { invited, others, known } = found;
  // The same person on the same phone: the link is not needed, and stays unused.
  if (known) {
    return (
      <div class="stack">
        <p>{t('welcome:known', { name: known.name })}</p>
        <p>{t('welcome:unused')}</p>
        <Button look="main" onPress={() => onReady(known)}>
          {t('welcome:go-home', { name: known.name })}
        </Button>
      </div>
    );
  }
  if (name === null || !invited.roles.includes('expert')) {
    return <Invited settings={settings} secret={secret} invited={invited} others={others} onName={setName} onReady={onReady} />;
  }
  return <Sees by={invited.device === null ? (invited.by ?? undefined) : undefined} onGo={redeem} />;
}
