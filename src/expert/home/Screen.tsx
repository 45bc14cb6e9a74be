import type { ComponentChildren } from 'preact';
import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { SyncChip } from '../SyncChip.tsx';
import { BigCard } from './BigCard.tsx';
import { SmallCards } from './SmallCards.tsx';
import { homeView } from './view.ts';

/** The next thing, and what waits for the person: at most one big card and three small ones. */
export function HomeScreen({ children }: { children?: ComponentChildren }) {
  const { engine, now } = useExpert();
  const { name, big, small } = homeView(engine.live.value, engine.me.by, now.value, engine.drafts.all.value);
  return (
    <Page heading={name ? t('home:hello', { name }) : t('home:hello-you')} title={t('home:title')}>
      <SyncChip />
      {children}
      <BigCard moment={big} />
      <SmallCards cards={small} />
      <p class="ends">
        <Link to="/o">{t('home:thoughts')}</Link>
        <Link to="/s">{t('home:settings')}</Link>
      </p>
    </Page>
  );
}
