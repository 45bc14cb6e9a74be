import { useRef, useState } from 'preact/hooks';
import type { Message } from '../../domain/channel.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { usePromise } from '../../ui/use-promise.ts';
import { t } from '../../ui/words.ts';
import { CallLine } from '../CallLine.tsx';
import { useStaff } from '../context.ts';
import { nameOf } from '../names.ts';
import { attempt, problemWords } from '../attempt.ts';
import { StaffPage } from '../StaffPage.tsx';
import { useDraft } from '../use-draft.ts';
import { useLook } from '../use-look.ts';
import { draftKey, markRead, sendMessage } from './actions.ts';
import { Duty } from './Duty.tsx';
import { messagesIn, openMessage } from './view.ts';

/** The messages with one young person, and the place to write. */
export function ThreadScreen({ id }: { id: string }) {
  const { engine } = useStaff();
  const live = engine.live.value;
  const channel = live.get('channel', id);
  if (!channel || channel.contact !== engine.me.by) {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.messages')} back="/staff/messages">
        <p>{t('staff:nothing-here.what')}</p>
      </StaffPage>
    );
  }
  const name = nameOf(live, channel.expert);
  return (
    <StaffPage heading={name} title={t('staff:title.messages')} back="/staff/messages">
      <p class="small private-ink">{t('staff:thread.only-you', { name })}</p>
      <CallLine person={channel.expert} />
      <ol class="thread">
        {messagesIn(live, id).map((message) => (
          <li key={message.id}>
            <Bubble message={message} name={name} />
          </li>
        ))}
      </ol>
      <Write id={id} name={name} />
      <Duty />
    </StaffPage>
  );
}

function Bubble({ message, name }: { message: Message; name: string }) {
  const { engine, sealer } = useStaff();
  const live = engine.live.value;
  const isMine = message.from === engine.me.by;
  const words = usePromise(`${message.id} ${live.all('device').length}`, async () => openMessage(await sealer(), message));
  const place = useRef<HTMLDivElement>(null);
  useLook(place, typeof words === 'string' && !isMine && message.read === null, () => markRead(engine, message));
  return (
    <div ref={place} class={isMine ? 'bubble own' : 'bubble'}>
      <p class="own-words">{words === null ? t('staff:unreadable') : words}</p>
      <small>{isMine ? goneWords(message, live.isPending('message', message.id)) : t('staff:thread.wrote', { name, when: formatWhen(message.sent) })}</small>
    </div>
  );
}

/** "Sent" only once the server has said so. When the young person read it is theirs to know. */
function goneWords(message: Message, isPending: boolean): string {
  if (isPending) return t('staff:pending');
  return message.received === null ? t('staff:sent', { when: formatWhen(message.sent) }) : t('staff:thread.arrived', { when: formatWhen(message.sent) });
}

function Write({ id, name }: { id: string; name: string }) {
  const staff = useStaff();
  const draft = useDraft(draftKey(id));
  const [problem, setProblem] = useState('');
  const send = async () => {
    const channel = staff.engine.live.value.get('channel', id);
    if (!channel) return;
    if (draft.text.trim() === '') return setProblem(t('staff:write-first'));
    const done = await attempt(sendMessage(staff, channel, draft.text));
    setProblem(done.ok ? '' : problemWords(done.reason, name));
  };
  return (
    <>
      <Field label={t('staff:thread.write', { name })} help={t('staff:thread.draft')} value={draft.text} onInput={draft.write} rows={4} maxLength={8000} isPrivate problem={problem || undefined} />
      {draft.isUnsaved ? <Notice tone="problem">{t('staff:not-saved')}</Notice> : null}
      <Button look="main" private onPress={send}>
        {t('staff:thread.send')}
      </Button>
    </>
  );
}
