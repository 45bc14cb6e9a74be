import { useEffect, useState } from 'preact/hooks';
import type { ChannelEngine } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Link, navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { threadNow } from '../thread.ts';
import { cardOf } from './actions.ts';
import { Contacts, NoCode } from './NoCode.tsx';
import { OtherRoutes } from './OtherRoutes.tsx';
import { PairingSteps } from './PairingSteps.tsx';
import { places } from './places.ts';
import { useWrite } from './use-write.ts';
import { pairingProblemWords } from './words.ts';

interface PairPageProps {
  channel: ChannelEngine;
  /** Nobody is paired yet: this is all there is under the tab. */
  isFirst: boolean;
}

/** From a code on a piece of paper to a person one can write to. It can be left and taken up again. */
export function PairPage({ channel, isFirst }: PairPageProps) {
  const { pairing } = channel.state.value;
  const [typing, setTyping] = useState<'channel' | 'device' | null>(isFirst ? null : 'channel');
  // One that had ended well before somebody came here for another code, and is just being cleared away.
  const [wasDone, setWasDone] = useState(pairing?.step === 'done');
  if (wasDone && pairing?.step !== 'done') setWasDone(false);
  // Of that one, and of one whose conversation is gone, there is nothing to go on to.
  const isPast = (isFirst || wasDone) && pairing?.step === 'done';
  // One that ended well here leads to the conversation, which says so.
  const isDone = !isFirst && !wasDone && pairing?.step === 'done';
  useEffect(() => {
    if (isDone) navigate('/v', { replace: true });
  }, [isDone]);
  const back = isFirst ? {} : { back: '/v' };
  return (
    <Page heading={isFirst ? t('channel:title') : t('channel:pair.title')} title={t('channel:title')} {...back}>
      {pairing && !isPast ? (
        <PairingSteps channel={channel} pairing={pairing} />
      ) : (
        <>
          {isFirst ? <Nobody /> : <p>{t('channel:pair.again')}</p>}
          {isFirst ? <Contacts /> : null}
          {typing ? <EnterCode key={typing} channel={channel} what={typing} /> : <Button look="main" private onPress={() => setTyping('channel')}>{t('channel:pair.have')}</Button>}
          {isFirst ? <NoCode /> : null}
          {isFirst ? (
            <Button look="quiet" onPress={() => setTyping(typing === 'device' ? 'channel' : 'device')}>
              {t(typing === 'device' ? 'channel:pair.from-contact' : 'channel:pair.from-own')}
            </Button>
          ) : null}
        </>
      )}
      <section class="way-out">
        <OtherRoutes contact={threadNow(channel.state.value)?.peer} />
      </section>
    </Page>
  );
}

function Nobody() {
  return (
    <div class="stack">
      <p>{t('channel:none.who')}</p>
      <p>{t('channel:none.code')}</p>
      <p>{t('channel:none.private')}</p>
      <p class="small">{t('channel:none.other')}</p>
      <p>
        <Link to={places.limits}>{t('channel:sees.link')}</Link>
      </p>
    </div>
  );
}

const codeLength = 16;

function EnterCode({ channel, what }: { channel: ChannelEngine; what: 'channel' | 'device' }) {
  const { engine } = useExpert();
  const [code, setCode] = useState('');
  const [name, setName] = useState(channel.state.value.card?.name ?? engine.live.value.get('person', engine.me.by)?.name ?? '');
  const [problem, setProblem] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const { isFull, write } = useWrite();
  const left = codeLength - code.replace(/[^0-9a-z]/gi, '').length;
  async function press(): Promise<void> {
    setAsking(true);
    const done = await write(() => channel.join(code, cardOf(name), what));
    setAsking(false);
    if (done === 'full' || done.ok) return setProblem(undefined);
    setProblem(pairingProblemWords(done.reason));
    // Whoever pressed the button below may not see it. Once it is drawn.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid]')?.focus());
  }
  return (
    <>
      {what === 'device' ? <p>{t('channel:pair.own-what')}</p> : null}
      <Field
        label={t(what === 'device' ? 'channel:code.own-label' : 'channel:code.label')} value={code} maxLength={60} isPrivate problem={problem}
        help={code !== '' && left > 0 ? t('channel:code.left', { count: left }) : t('channel:code.help')}
        onInput={(value) => {
          setCode(value);
          setProblem(undefined);
        }}
      />
      <Field label={t('channel:code.name')} help={t('channel:code.name-help')} value={name} maxLength={60} isPrivate onInput={setName} />
      {isFull ? <Notice tone="problem">{t('errors:storage-full')}</Notice> : null}
      <Button look="main" private onPress={press}>
        {t('channel:code.go-on')}
      </Button>
      <p class="small" role="status">
        {isAsking ? t('channel:code.asking') : ''}
      </p>
    </>
  );
}
