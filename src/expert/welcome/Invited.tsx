import { useState } from 'preact/hooks';
import type { Login, Settings } from '../../client/settings.ts';
import type { LookReply } from '../../protocol/login.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { language, languages, t } from '../../ui/words.ts';
import { chooseLanguage, copyLink, isSafariTab } from './actions.ts';

const nameLimit = 60;
const languageNames = { fi: 'welcome:language.fi', sv: 'welcome:language.sv', en: 'welcome:language.en' } as const;

interface InvitedProps {
  settings: Settings;
  secret: string;
  invited: LookReply;
  others: readonly Login[];
  onName: (name: string) => void;
  onReady: (login: Login) => void | Promise<void>;
}

/** W1: who invited me, in which language, and what am I called? */
export function Invited({ settings, secret, invited, others, onName, onReady }: InvitedProps) {
  const [name, setName] = useState(invited.name);
  const [problem, setProblem] = useState<string>();
  const [isStranger, setStranger] = useState(false);
  const by = invited.by;
  // A link that carries a device was made by the person for themselves.
  const isOwn = invited.device !== null;
  const [other] = others.filter((login) => login.roles.includes('expert'));

  if (!invited.roles.includes('expert')) {
    return (
      <div class="stack">
        <p>{t('welcome:staff.text')}</p>
        <a class="button main" href={`/staff/#${secret}`}>
          {t('welcome:staff.go')}
        </a>
      </div>
    );
  }
  if (other) {
    return (
      <div class="stack">
        <p>{t('welcome:other.text', { here: other.name, invited: invited.name })}</p>
        <p>{t('welcome:other.safe', { invited: invited.name })}</p>
        <Button look="main" onPress={() => onReady(other)}>
          {t('welcome:other.back', { here: other.name })}
        </Button>
      </div>
    );
  }
  if (isStranger) {
    return (
      <div class="stack">
        <p>{by ? t('welcome:stranger.text', { name: by }) : t('welcome:stranger.nobody')}</p>
        <p>{t('welcome:stranger.close')}</p>
        <Button onPress={() => setStranger(false)}>{t('welcome:stranger.back')}</Button>
      </div>
    );
  }

  function press(): void {
    if (name.trim() === '') setProblem(t('welcome:name.missing'));
    else onName(name);
  }

  return (
    <div class="stack">
      <p>{isOwn ? t('welcome:own', { name: invited.name }) : by ? t('welcome:invited-by', { name: by }) : t('welcome:invited')}</p>
      {isOwn ? null : <p>{t('welcome:what')}</p>}
      {isSafariTab() ? <Notice tone="wait" action={{ label: t('welcome:iphone.copy'), run: () => copyLink(secret) }}>{t('welcome:iphone.text')}</Notice> : null}
      <div class="buttons" role="group" aria-label={t('welcome:language.all')}>
        {languages.map((one) => (
          <Button key={one} pressed={language() === one} onPress={async () => void (await chooseLanguage(settings, one))}>
            <span lang={one}>{t(languageNames[one])}</span>
          </Button>
        ))}
      </div>
      <Field label={t('welcome:name.label')} help={t('welcome:name.help')} value={name} maxLength={nameLimit} problem={problem} onInput={(value) => { setName(value); setProblem(undefined); }} />
      <Button look="main" onPress={press}>
        {t('welcome:go-on')}
      </Button>
      {isOwn ? null : (
        <Button look="quiet" onPress={() => setStranger(true)}>
          {by ? t('welcome:stranger.ask', { name: by }) : t('welcome:stranger.ask-nobody')}
        </Button>
      )}
    </div>
  );
}
