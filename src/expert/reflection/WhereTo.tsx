import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Choices, Ticks } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { listNames } from '../../ui/list.ts';
import { contactOf } from '../people.ts';
import { unlessFull } from '../storage-full.ts';
import { useReaders } from '../trusted.ts';
import { handToContact, save } from './actions.ts';
import { Consent } from './Consent.tsx';
import { needsOf, partsOf } from './draft.ts';
import type { Draft, Part } from './draft.ts';

const partWords: Record<Part, string> = { written: 'reflection:along.written', how: 'reflection:along.how', needs: 'reflection:along.needs' };

type To = 'me' | 'read' | 'agree' | 'contact';

interface WhereToProps {
  id: string;
  draft: Draft;
  onSent: () => void;
  /** Back to the questions. */
  onBack: () => void;
}

/** W10: where does this go? To nobody, unless the writer says so; and before it goes, what that means. */
export function WhereTo({ id, draft, onSent, onBack }: WhereToProps) {
  const expert = useExpert();
  const contact = contactOf(expert.engine);
  const { to: readers } = useReaders();
  const name = listNames(readers.map((one) => one.name)) || t('reflection:coordinator');
  const [to, setTo] = useState<To>('me');
  // How it went stays here unless it is ticked; a wish that somebody calls is of no use here.
  const [ticked, setTicked] = useState<readonly Part[]>(needsOf(draft).includes('call') ? ['written', 'needs'] : ['written']);
  const [isEmpty, setEmpty] = useState(false);
  const [asking, setAsking] = useState<'read' | 'agree' | null>(null);
  const [full, setFull] = useState(false);

  const there = partsOf(draft);
  const along = there.filter((part) => ticked.includes(part));
  if (asking) return <Consent id={id} draft={draft} route={asking} along={along} name={name} onSent={onSent} onBack={() => setAsking(null)} />;

  async function go(): Promise<void> {
    if (to === 'read' || to === 'agree') {
      setEmpty(along.length === 0);
      return along.length > 0 ? setAsking(to) : undefined;
    }
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
      {(to === 'read' || to === 'agree') && there.length > 0 ? (
        <Ticks label={t('reflection:along.ask')} options={there.map((value) => ({ value, label: t(partWords[value]) }))} values={along} onChange={setTicked} />
      ) : null}
      {isEmpty && along.length === 0 ? <Notice tone="wait">{t('reflection:problem.empty')}</Notice> : null}
      {full ? <Notice tone="problem">{t('reflection:full')}</Notice> : null}
      <Button look="main" private={to === 'contact'} onPress={go}>
        {t('reflection:go-on')}
      </Button>
      <Button look="quiet" onPress={onBack}>
        {t('reflection:previous')}
      </Button>
      <p class="small">{t('reflection:change-later')}</p>
    </>
  );
}
