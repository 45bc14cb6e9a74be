import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Choices, Ticks } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { contactOf, coordinatorNames } from '../people.ts';
import { unlessFull } from '../storage-full.ts';
import { handToContact, save, send } from './actions.ts';
import type { Along, SendProblem } from './actions.ts';
import { problemWords } from './words.ts';

type To = 'me' | 'read' | 'agree' | 'contact';

/** W10: where does this go? To nobody, unless the writer says so; and before it goes, what that means. */
export function WhereTo({ id, onSent }: { id: string; onSent: () => void }) {
  const expert = useExpert();
  const live = expert.engine.live.value;
  const contact = contactOf(live, expert.engine.me.by);
  const name = coordinatorNames(live) || t('reflection:coordinator');
  const [to, setTo] = useState<To>('me');
  const [along, setAlong] = useState<Along>({ written: true, how: false });
  const [asking, setAsking] = useState<'read' | 'agree' | null>(null);
  const [full, setFull] = useState(false);

  if (asking) return <Consent id={id} route={asking} along={along} name={name} onSent={onSent} onBack={() => setAsking(null)} />;

  async function go(): Promise<void> {
    if (to === 'read' || to === 'agree') return setAsking(to);
    const done = await unlessFull<unknown>(() => (to === 'contact' ? handToContact(expert, id) : save(expert, id, { kept: true })));
    if (done === 'full') setFull(true);
    else navigate(to === 'contact' ? '/v' : '/o');
  }

  const options: { value: To; label: string; help: string }[] = [
    { value: 'me', label: t('reflection:to.me'), help: t('reflection:to.me-help') },
    { value: 'read', label: t('reflection:to.read', { name }), help: t('reflection:to.read-help') },
    { value: 'agree', label: t('reflection:to.agree', { name }), help: t('reflection:to.agree-help') },
    ...(contact ? [{ value: 'contact' as const, label: t('reflection:to.contact', { name: contact.name }), help: t('reflection:to.contact-help') }] : []),
  ];
  return (
    <>
      <Choices label={t('reflection:to.ask')} options={options} value={to} onChoose={setTo} />
      {to === 'read' || to === 'agree' ? (
        <Ticks
          label={t('reflection:along.ask')}
          options={[{ value: 'written', label: t('reflection:along.written') }, { value: 'how', label: t('reflection:along.how') }]}
          values={(['written', 'how'] as const).filter((part) => along[part])}
          onChange={(parts) => setAlong({ written: parts.includes('written'), how: parts.includes('how') })}
        />
      ) : null}
      {full ? <Notice tone="problem">{t('reflection:full')}</Notice> : null}
      <Button look="main" private={to === 'contact'} onPress={go}>
        {t('reflection:go-on')}
      </Button>
      <p class="small">{t('reflection:change-later')}</p>
    </>
  );
}

interface ConsentProps {
  id: string;
  route: 'read' | 'agree';
  along: Along;
  name: string;
  onSent: () => void;
  onBack: () => void;
}

/** What sending means, in full, before it happens (ux.md 3.1). */
function Consent({ id, route, along, name, onSent, onBack }: ConsentProps) {
  const expert = useExpert();
  const [problem, setProblem] = useState<SendProblem | 'full' | null>(null);
  async function press(): Promise<void> {
    const done = await unlessFull(() => send(expert, id, route, along));
    if (done === 'full') setProblem('full');
    else if (done.ok) onSent();
    else setProblem(done.reason);
  }
  return (
    <div class="stack">
      <h2>{t('reflection:consent.title', { name })}</h2>
      <p>{route === 'agree' ? t('reflection:consent.agree', { name }) : t('reflection:consent.read', { name })}</p>
      <p>{t('reflection:consent.undo')}</p>
      <p>{t('reflection:consent.after')}</p>
      <p>{t('reflection:consent.danger', { name })}</p>
      {problem ? <Notice tone="wait">{problem === 'full' ? t('reflection:full') : problemWords(problem, name)}</Notice> : null}
      <Button look="main" onPress={press}>
        {t('reflection:consent.send', { name })}
      </Button>
      <Button onPress={onBack}>{t('reflection:consent.not-yet')}</Button>
    </div>
  );
}
