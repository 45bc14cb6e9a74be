import { callAddress, readablePhone } from '../domain/phone.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../client/call.ts';
import type { Answer } from '../client/call.ts';
import { isLinkSecret, rideProof } from '../crypto/link.ts';
import { object } from '../domain/schema.ts';
import { rideLookReplySchema } from '../protocol/ride.ts';
import type { RideLookReply } from '../protocol/ride.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { formatWhen } from '../ui/format.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';

type Env = Parameters<typeof call>[0];

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ask'; readonly ride: RideLookReply; readonly problem?: string }
  /** `ride`: what was promised. `isCut`: where to and whom to call could not be fetched. */
  | { readonly kind: 'done'; readonly words: string; readonly ride: RideLookReply | null; readonly isCut?: boolean }
  | { readonly kind: 'closed'; readonly words: string; readonly canRetry: boolean };

/** What is asked of an adult who has no account: when, from where, and back when. Nothing of why, or of who asks. */
export function RidePage({ env, secret }: { env: Env; secret: string | null }) {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(keepFocus, []);
  useEffect(() => void look(env, secret).then(setState), []);
  useEffect(() => {
    // What was pressed has left the page.
    if (state.kind !== 'done') return;
    heading.current?.focus();
    announce(state.words);
  }, [state]);
  useEffect(() => {
    document.title = t('ride:title');
  });
  return (
    <>
      <main class="page">
        <h1 tabIndex={-1} ref={heading}>
          {t(state.kind === 'done' || state.kind === 'closed' ? 'ride:title' : 'ride:ask')}
        </h1>
        <Shown state={state} env={env} secret={secret ?? ''} set={setState} />
      </main>
      <LiveRegion />
    </>
  );
}

interface ShownProps {
  state: State;
  env: Env;
  secret: string;
  set: (state: State) => void;
}

function Shown({ state, env, secret, set }: ShownProps) {
  switch (state.kind) {
    case 'loading':
      return <p>{t('ride:loading')}</p>;
    case 'done':
      return (
        <>
          <Notice tone="ok">{state.words}</Notice>
          {state.ride ? <Promised state={state} ride={state.ride} again={(ride) => withMore(env, secret, state.words, ride).then(set)} /> : null}
        </>
      );
    case 'closed':
      return (
        <>
          <Notice tone="wait">{state.words}</Notice>
          {state.canRetry ? <Button onPress={async () => set(await look(env, secret))}>{t('ride:again')}</Button> : null}
        </>
      );
    case 'ask':
      return <Question ride={state.ride} problem={state.problem} send={async (promise, adult) => set(await send(env, secret, state.ride, promise, adult))} />;
  }
}

function Promised({ state, ride, again }: { state: Extract<State, { kind: 'done' }>; ride: RideLookReply; again: (ride: RideLookReply) => Promise<void> }) {
  return (
    <>
      <Facts ride={ride} />
      {state.isCut ? (
        <Notice tone="wait" action={{ label: t('ride:show-more'), run: () => again(ride) }}>
          {t('ride:more-missing')}
        </Notice>
      ) : null}
      <p class="small">{t('ride:keep')}</p>
    </>
  );
}

interface QuestionProps {
  ride: RideLookReply;
  problem: string | undefined;
  send: (promise: boolean, adult: string) => Promise<void>;
}

function Question({ ride, problem, send }: QuestionProps) {
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const press = async (promise: boolean) => {
    if (!promise || name.trim() !== '') return send(promise, name.trim());
    setMissing(true);
    box.current?.querySelector('input')?.focus();
  };
  return (
    <div ref={box}>
      <Facts ride={ride} />
      <Field label={t('ride:name')} help={t('ride:name-help', { name: ride.name })} value={name} maxLength={60} onInput={setName} problem={isMissing && name.trim() === '' ? t('ride:name-missing') : undefined} />
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <div class="buttons down">
        <Button look="main" onPress={() => press(true)}>
          {t('ride:yes')}
        </Button>
        <Button onPress={() => press(false)}>{t('ride:no')}</Button>
      </div>
      <p class="small">{t('ride:once')}</p>
    </div>
  );
}

function Facts({ ride }: { ride: RideLookReply }) {
  const facts = [
    [t('ride:who'), ride.name], [t('ride:from'), ride.from], ...(ride.promised?.to ? [[t('ride:to'), ride.promised.to] as const] : []),
    [t('ride:leaves'), formatWhen(ride.leaves)], [t('ride:back'), formatWhen(ride.back)],
  ] as const;
  const call = ride.promised?.call;
  return (
    <>
      <dl class="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {ride.promised && !ride.promised.to ? <p>{t('ride:to-asked', { name: ride.name })}</p> : null}
      {call ? (
        <p>
          <a class="button" href={callAddress(call.phone)}>
            {call.name ? t('ride:call', { name: call.name, phone: readablePhone(call.phone) }) : t('ride:call-number', { phone: readablePhone(call.phone) })}
          </a>
        </p>
      ) : null}
    </>
  );
}

async function look(env: Env, secret: string | null): Promise<State> {
  if (secret === null || !isLinkSecret(secret)) return { kind: 'closed', words: t('ride:unknown'), canRetry: false };
  const answer = await call(env, null, '/api/rides/look', { proof: await rideProof(secret) }, rideLookReplySchema);
  if (answer.kind !== 'reply') return closedBy(answer);
  return answer.value.promised ? { kind: 'done', words: t('ride:promised-before'), ride: answer.value } : { kind: 'ask', ride: answer.value };
}

async function send(env: Env, secret: string, ride: RideLookReply, promise: boolean, adult: string): Promise<State> {
  const answer = await call(env, null, '/api/rides/answer', { proof: await rideProof(secret), promise, adult }, object({}));
  if (answer.kind === 'reply') return promise ? withMore(env, secret, t('ride:promised'), ride) : { kind: 'done', words: t('ride:refused'), ride: null };
  // What was typed stays.
  return answer.kind === 'unreachable' ? { kind: 'ask', ride, problem: t('ride:no-network') } : closedBy(answer);
}

/** What is told after the yes alone. The yes stands, whether this comes or not. */
async function withMore(env: Env, secret: string, words: string, ride: RideLookReply): Promise<State> {
  const more = await look(env, secret);
  return { kind: 'done', words, ride: 'ride' in more && more.ride ? more.ride : ride, isCut: more.kind === 'closed' && more.canRetry };
}

function closedBy(answer: Exclude<Answer<unknown>, { kind: 'reply' }>): State {
  if (answer.kind === 'unreachable') return { kind: 'closed', words: t('ride:no-network'), canRetry: true };
  switch (answer.reason) {
    case 'link-used': return { kind: 'closed', words: t('ride:used'), canRetry: false };
    case 'link-expired': return { kind: 'closed', words: t('ride:expired'), canRetry: false };
    case 'busy': return { kind: 'closed', words: t('ride:busy'), canRetry: true };
    default: return { kind: 'closed', words: t('ride:unknown'), canRetry: false };
  }
}
