import { t } from '../ui/words.ts';

interface WhoSeesWhatProps {
  /** First names where they are known; roles otherwise. */
  coordinator: string | undefined;
  contact: string | undefined;
}

/** Who sees what, in a few lines (ux.md W2). Words: welcome.json. */
export function WhoSeesWhat({ coordinator, contact }: WhoSeesWhatProps) {
  const parts = [
    [t('welcome:sees.you'), t('welcome:sees.you-what')],
    [coordinator ? t('welcome:sees.coordinator-named', { name: coordinator }) : t('welcome:sees.coordinator'), t('welcome:sees.coordinator-what')],
    [contact ? t('welcome:sees.contact-named', { name: contact }) : t('welcome:sees.contact'), t('welcome:sees.contact-what')],
    [t('welcome:sees.office'), t('welcome:sees.office-what')],
  ] as const;
  return (
    <>
      <dl class="facts">
        {parts.map(([who, what]) => (
          <div key={who}>
            <dt>{who}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>{t('welcome:sees.danger')}</p>
    </>
  );
}
