import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Page } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { OlderLines } from './Conversation.tsx';
import { Forget } from './MenuPage.tsx';
import { places } from './places.ts';
import { Receipt } from './Receipt.tsx';

/** A conversation that another one has replaced. */
export function OlderPage({ channel, thread }: { channel: ChannelEngine; thread: Thread }) {
  return (
    <Page heading={thread.peer.name || t('channel:someone')} title={t('channel:title')} back={places.menu}>
      <OlderLines channel={channel} thread={thread} />
      <Receipt channel={channel} thread={thread} />
      <h2>{t('channel:end.title')}</h2>
      <Forget channel={channel} thread={thread} />
    </Page>
  );
}
