import { SENTENCE_MAX } from '../../../crypto/message.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { t } from '../../../ui/words.ts';

interface HostSentenceProps {
  /** Who is told, as the one who is told something. */
  host: string;
  sentence: string;
  /** What follows from what was chosen. */
  offered: string;
  onChange: (sentence: string) => void;
}

/** Word for word what the host will be told, to read and to change before it goes. */
export function HostSentence({ host, sentence, offered, onChange }: HostSentenceProps) {
  return (
    <>
      <Field label={t('checklist:host.says', { host })} help={t('checklist:host.help')} value={sentence} rows={2} maxLength={SENTENCE_MAX} isPrivate onInput={onChange} />
      {offered !== '' && sentence !== offered ? (
        <Button look="quiet" onPress={() => onChange(offered)}>
          {t('checklist:host.offer', { sentence: offered })}
        </Button>
      ) : null}
      <p class="small">{t('checklist:host.nothing-else')}</p>
    </>
  );
}
