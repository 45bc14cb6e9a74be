import type { Live } from '../client/state.ts';
import type { Event } from '../domain/event.ts';
import { Button } from '../ui/Button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { useExpert } from './context.ts';
import { useWords } from './use-words.ts';

/** Under this key the phone keeps, for itself alone, up to when it was told of new devices. */
const toldKey = 'devices-told';

/** Another device joined the account after this one: said until somebody has seen it here. */
export function NewDevice() {
  const { engine } = useExpert();
  const hasWords = useWords('settings');
  const joined = joinedSince(engine.live.value, engine.me, engine.drafts.all.value.get(toldKey));
  if (!joined || !hasWords) return null;
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>{t('settings:account.joined', { when: formatWhen(joined.at) })}</p>
        <p>{t('settings:account.not-you')}</p>
        <div class="buttons">
          {/* A store that is full only means that it is said again. */}
          <Button onPress={() => engine.drafts.save(toldKey, joined.at).catch(() => undefined)}>{t('settings:account.seen')}</Button>
          <Link to="/s/a" class="button">
            {t('home:settings')}
          </Link>
        </div>
      </div>
    </Notice>
  );
}

/** The last other device that joined after this one did, and after what was seen here. */
function joinedSince(live: Live, me: { by: string; device: string }, told: unknown): Event | undefined {
  const joined = live.all('event').filter(({ what, person }) => what === 'device-joined' && person === me.by).sort((a, b) => (a.at < b.at ? 1 : -1));
  const own = joined.find(({ device }) => device === me.device)?.at ?? '';
  const last = joined.find(({ device }) => device !== me.device);
  return last && last.at > own && last.at > (typeof told === 'string' ? told : '') ? last : undefined;
}
