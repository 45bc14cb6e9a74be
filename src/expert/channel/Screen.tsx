import { useState } from 'preact/hooks';
import type { ChannelEngine } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { lazyScreen } from '../../ui/lazy.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { path } from '../../ui/router.tsx';
import { useLooking } from '../../ui/use-looking.ts';
import { usePromise } from '../../ui/use-promise.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { contactOf } from '../people.ts';
import { olderThreads, threadNow } from '../thread.ts';
import { Conversation } from './Conversation.tsx';
import { OtherRoutes } from './OtherRoutes.tsx';
import { PairPage } from './PairPage.tsx';
import { places } from './places.ts';
import './style.ts';

// What is seldom looked at comes when it is.
const LimitsPage = lazyScreen(() => import('./LimitsPage.tsx').then((it) => it.LimitsPage));
const MenuPage = lazyScreen(() => import('./MenuPage.tsx').then((it) => it.MenuPage));
const OlderPage = lazyScreen(() => import('./OlderPage.tsx').then((it) => it.OlderPage));

/** The private messages: one conversation with somebody outside the project, and what belongs to it. */
export function ChannelScreen() {
  const { channel, engine } = useExpert();
  const [tries, setTries] = useState(0);
  const found = usePromise(`${tries}`, () => channel().catch(() => null));
  const at = path();
  // What it cannot do can be read whether it opens or not.
  if (at === places.limits) return <LimitsPage thread={found ? threadNow(found.state.value) : undefined} />;
  if (found === undefined) return <main class="page" aria-busy="true" />;
  if (found) return <Place channel={found} at={at} />;
  return (
    <Page heading={t('channel:title')} title={t('channel:title')}>
      <Notice tone="wait">{t('channel:not-open')}</Notice>
      <Button onPress={() => setTries(tries + 1)}>{t('common:try-again')}</Button>
      <OtherRoutes contact={contactOf(engine)} />
    </Page>
  );
}

function Place({ channel, at }: { channel: ChannelEngine; at: string }) {
  const { env } = useExpert().engine;
  const state = channel.state.value;
  const thread = threadNow(state);
  // Somebody looks: what lies in the mailbox is fetched now, and again while the conversation is on the screen.
  useLooking(env, channel.look, at === '/v' && thread?.state === 'open');
  const older = olderThreads(state)[Number(at.slice(places.older.length)) - 1];
  if (at.startsWith(places.older) && older) return <OlderPage channel={channel} thread={older} />;
  if (at === places.pair || !thread) return <PairPage channel={channel} isFirst={!thread} />;
  if (at === places.menu) return <MenuPage channel={channel} thread={thread} />;
  return <Conversation key={thread.id} channel={channel} thread={thread} />;
}
