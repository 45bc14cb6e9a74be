import { useState } from 'preact/hooks';
import { Ticks } from '../../ui/Choices.tsx';
import { t } from '../../ui/words.ts';
import { isCoverByKeysOn, setCoverByKeys } from '../cover-keys.ts';

/** Hiding with the keyboard: how, and a way to turn it off for whoever needs Shift for something else. */
export function CoverKeys() {
  const [isOn, setOn] = useState(isCoverByKeysOn());
  return (
    <>
      <p>{t('lock:cover.what')}</p>
      <Ticks
        label={t('lock:cover.label')} hideLabel values={isOn ? ['on'] : []} options={[{ value: 'on', label: t('lock:cover.switch') }]}
        onChange={(ticked) => {
          setCoverByKeys(ticked.length > 0);
          setOn(ticked.length > 0);
        }}
      />
      <p class="small">{t('lock:cover.how')}</p>
    </>
  );
}
