import type { ComponentChild } from 'preact';
import type { ChannelEngine } from '../../channel/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { useHeard } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { usePromise } from '../../ui/use-promise.ts';
import { useStaff } from '../context.ts';
import { RefusedList } from '../RefusedList.tsx';

interface Props {
  readonly heading: string;
  readonly back?: string;
  readonly children: (channel: ChannelEngine) => ComponentChild;
}

/**
 * A page that needs the private channel: it opens when the cryptography and the store are there. How things stand with
 * the server is not said here: "everything is sent" would be read as a word about messages, which go another way.
 */
export function WithChannel({ heading, back, children }: Props) {
  const { channel, login } = useStaff();
  const engine = usePromise(login.device, () => channel().catch(() => null));
  return (
    <Page heading={heading} title={t('staff:title.messages')} {...(back ? { back } : {})}>
      <RefusedList />
      {engine === null ? <Notice tone="wait">{t('contact:not-open')}</Notice> : null}
      {engine ? <Trouble channel={engine} /> : null}
      {engine ? children(engine) : null}
    </Page>
  );
}

const troubles = { 'no-network': 'contact:trouble.no-network', unreachable: 'contact:trouble.unreachable', full: 'contact:trouble.full', busy: 'contact:trouble.busy' } as const;

/** What waits goes by itself; whoever reads must know that it has not gone. */
function Trouble({ channel }: { channel: ChannelEngine }) {
  const { trouble } = channel.state.value;
  const words = trouble ? t(troubles[trouble]) : '';
  useHeard(words);
  return words ? <p class="small wait">{words}</p> : null;
}
