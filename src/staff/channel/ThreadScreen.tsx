import { callAddress, readablePhone } from '../../domain/phone.ts';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useLooking } from '../../ui/use-looking.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { Bubble } from './Bubble.tsx';
import { Colleague } from './Colleague.tsx';
import { DeputyStates } from './Deputies.tsx';
import { DutyShort } from './Duty.tsx';
import { Forget, More } from './More.tsx';
import { places } from './places.ts';
import { useDoing } from './use-doing.ts';
import { isSameName, olderThan } from './view.ts';
import { WithChannel } from './WithChannel.tsx';
import { eventWords, nameOf, readersWords, stateWords } from './words.ts';
import { Write } from './Write.tsx';

/** The messages with one young person, and the place to write. */
export function ThreadScreen({ id }: { id: string }) {
  return (
    <WithChannel heading={t('staff:title.messages')} back={places.inbox}>
      {(channel) => {
        const thread = channel.state.value.threads.find((one) => one.id === id);
        if (!thread) return <p>{t('staff:nothing-here.what')}</p>;
        return thread.kind === 'colleague' ? <Colleague channel={channel} thread={thread} /> : <Conversation key={id} channel={channel} thread={thread} />;
      }}
    </WithChannel>
  );
}

function Conversation({ channel, thread }: { channel: ChannelEngine; thread: Thread }) {
  const { peer, lines, state } = thread;
  const { engine } = useStaff();
  const { doing, trouble } = useDoing();
  // Somebody looks: what waits in the mailbox is fetched now, and again while they do.
  useLooking(engine.env, channel.look, state === 'open');
  const name = nameOf(thread);
  return (
    <>
      <h2>{name}</h2>
      <p class="small private-ink">{t('contact:readers', { who: readersWords(thread) })}</p>
      {state === 'open' ? <DeputyStates channel={channel} thread={thread} /> : null}
      {peer.phone ? (
        <p>
          <a class="button" href={callAddress(peer.phone)}>
            {t('staff:call.to', { name, phone: readablePhone(peer.phone) })}
          </a>
        </p>
      ) : null}
      {state === 'open' ? null : <Notice tone="wait">{stateWords(thread, 'long')}</Notice>}
      {state === 'open' && olderThan(channel.state.value, thread).some((one) => isSameName(one, thread)) ? <Notice>{t('contact:same.notice', { name })}</Notice> : null}
      <ol class="thread">
        {lines.map((line) => (
          <li key={line.id}>
            <Bubble channel={channel} thread={thread} line={line} onTakeBack={(id) => doing(() => channel.withdraw(thread.id, id))} />
          </li>
        ))}
      </ol>
      <Gaps thread={thread} />
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
      {state === 'open' ? <Write channel={channel} thread={thread} /> : null}
      <DutyShort />
      {state === 'open' ? <More channel={channel} thread={thread} /> : <Forget channel={channel} thread={thread} />}
      <Events thread={thread} />
    </>
  );
}

/** What did not come, and what came and does not open: one calm line each, and the rest goes on. */
function Gaps({ thread: { missing, unopened } }: { thread: Thread }) {
  return (
    <>
      {missing > 0 ? <p class="small wait">{t('contact:missing', { count: missing })}</p> : null}
      {unopened > 0 ? <p class="small wait">{t('contact:unopened', { count: unopened })}</p> : null}
    </>
  );
}

function Events({ thread: { events } }: { thread: Thread }) {
  return (
    <ul class="small events">
      {events.map((event, at) => (
        <li key={`${event.at} ${event.what} ${at}`}>{eventWords(event)}</li>
      ))}
    </ul>
  );
}
