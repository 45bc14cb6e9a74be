import { useEffect, useRef, useState } from 'preact/hooks';
import type { Channel } from '../../domain/channel.ts';
import { announce } from '../../ui/announce.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { firstName } from '../first-name.ts';
import { channelOf } from '../people.ts';
import { SyncChip } from '../SyncChip.tsx';
import { confirmArrival, rememberSeen } from './actions.ts';
import { Composer } from './Composer.tsx';
import { Message } from './Message.tsx';
import { useOpened } from './opened.ts';
import { lastOpened, linesOf, receiptsDue } from './view.ts';
import { useNewestFirst } from './use-newest.ts';
import { hoursWords, whereWords } from './words.ts';

/** The one conversation: with the contact person, who is outside the project. */
export function ChannelScreen() {
  const { engine } = useExpert();
  const channel = channelOf(engine.live.value, engine.me.by);
  if (channel) return <Conversation key={channel.id} channel={channel} />;
  return (
    <Page heading={t('channel:title')} title={t('channel:title')}>
      <p>{t('channel:none')}</p>
      <p>{t('channel:none-help')}</p>
      <p>
        <Link to="/a" class="button">
          {t('channel:help')}
        </Link>
      </p>
    </Page>
  );
}

function Conversation({ channel }: { channel: Channel }) {
  const expert = useExpert();
  const { engine, sealer, now } = expert;
  const live = engine.live.value;
  const me = engine.me.by;
  const contact = live.get('person', channel.contact);
  const name = contact ? firstName(contact.name) : t('channel:someone');
  const slow = useSlow();
  const input = { live, refused: engine.refused.value, status: engine.sync.status.value, slow, channel, me, now: now.value };
  const opened = useOpened(channel, linesOf({ ...input, opened: new Map() }), sealer, live.all('device').length);
  const lines = linesOf({ ...input, opened });
  const own = lines.filter((line) => line.where);
  const last = own.at(-1)?.where;

  const arrived = receiptsDue(lines, live, me);
  useEffect(() => {
    void confirmArrival(expert, arrived);
  }, [arrived.join(' ')]);
  const seen = lastOpened(lines, me);
  useEffect(() => {
    void rememberSeen(expert, channel.id, seen);
  }, [channel.id, seen]);

  const end = useNewestFirst(`${lines.length} ${opened.size}`, lines.length > 0);

  // "Sent" and "did not go" are said by the app, wherever the person is (announce-sync.ts).
  const told = useRef(last?.kind);
  useEffect(() => {
    if (last?.kind === 'read' && told.current !== 'read') announce(whereWords(last, name, now.value));
    told.current = last?.kind;
  }, [last?.kind]);

  return (
    <Page heading={contact?.name ?? name} title={t('channel:title')}>
      <SyncChip />
      <p class="private-ink with-icon">
        <Icon name="lock" />
        <span>{t('channel:private')}</span>
      </p>
      {contact?.hours ? <p class="small">{t('channel:hours', { hours: hoursWords(contact.hours) })}</p> : null}
      {own.length === 0 ? (
        <Notice tone="private">
          <p>{t('channel:first', { name })}</p>
          <p>{t('channel:duty')}</p>
        </Notice>
      ) : null}
      <ul class="thread" aria-label={t('channel:thread')}>
        {lines.map((line) => (
          <Message key={line.id} line={line} name={name} />
        ))}
      </ul>
      {(last?.kind === 'sent' || last?.kind === 'received') && last.long ? (
        <Notice tone="wait">
          <p>
            {t('channel:long', { name })} {contact?.hours ? t('channel:hours', { hours: hoursWords(contact.hours) }) : ''}
          </p>
          <p>
            {t('channel:urgent')} <Link to="/a">{t('channel:help')}</Link>
          </p>
        </Notice>
      ) : null}
      <div ref={end}>
        <Composer channel={channel} name={name} />
      </div>
      {own.length > 0 ? <p class="small spaced">{t('channel:duty')}</p> : null}
    </Page>
  );
}

/** True once a request has been under way for a second: a shorter one is not worth a word. */
function useSlow(): boolean {
  const { engine } = useExpert();
  const [slow, setSlow] = useState(false);
  const syncing = engine.sync.status.value.kind === 'syncing';
  useEffect(() => {
    setSlow(false);
    return syncing ? engine.env.after(1_000, () => setSlow(true)) : undefined;
  }, [syncing]);
  return slow;
}
