import { useEffect, useState } from 'preact/hooks';
import { announce, announceProblem } from '../../ui/announce.tsx';
import { Ticks } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { language, loadWords, t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { unlessFull } from '../storage-full.ts';
import { reminding, turnOff, turnOn } from './reminder-actions.ts';
import type { Reminding } from './reminder-actions.ts';

const limits: Readonly<Record<Reminding, string | null>> = {
  off: null, 'on-open': 'reminders:open-only', 'on-background': 'reminders:background', refused: 'reminders:refused', cannot: 'reminders:cannot',
};

/** A neutral notice the evening before. Off until somebody switches it on; where it cannot be relied on, it says so. */
export function RemindersPart() {
  const expert = useExpert();
  const [stands, setStands] = useState<Reminding>();
  const [isFull, setFull] = useState(false);
  const [hasWords, setHasWords] = useState(false);
  useEffect(() => {
    // Never loaded and no network: this part stays away.
    void loadWords('reminders', 'notice').then(() => setHasWords(true), () => undefined);
  }, [language()]);
  useEffect(() => {
    void reminding(expert).then(setStands, () => setStands('cannot'));
  }, [expert]);
  if (!hasWords || stands === undefined) return null;
  const isOn = stands === 'on-open' || stands === 'on-background';
  const turn = async (on: boolean) => {
    const next = await unlessFull(() => (on ? turnOn(expert) : turnOff(expert)));
    setFull(next === 'full');
    if (next === 'full') return announceProblem(t('errors:storage-full'));
    setStands(next);
    const words = limits[next];
    if (words) announce(t(words));
  };
  const limit = limits[stands];
  return (
    <>
      {stands === 'cannot' ? null : (
        <>
          <p>{t('reminders:what', { words: t('notice:body') })}</p>
          <Ticks label={t('reminders:title')} hideLabel values={isOn ? ['on'] : []} options={[{ value: 'on', label: t('reminders:switch') }]} onChange={(ticked) => void turn(ticked.length > 0)} />
          {stands === 'off' ? <p class="small">{t('reminders:asked')}</p> : null}
        </>
      )}
      {isFull ? <Notice tone="wait">{t('errors:storage-full')}</Notice> : null}
      <div class="stack">
        {limit ? <p>{t(limit)}</p> : null}
        {isOn ? <p class="small">{t('reminders:kept')}</p> : null}
        <p>
          {t('reminders:sure')} <Link to="/k">{t('reminders:calendar')}</Link>
        </p>
      </div>
    </>
  );
}
