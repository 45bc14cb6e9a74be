import type { Live } from '../client/state.ts';
import type { Appointment } from '../domain/appointment.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import { useExpert } from './context.ts';
import { firstName } from './first-name.ts';
import { useWords } from './use-words.ts';

/** Under this key the phone keeps, for itself alone, up to when it was told of new roles. */
const toldKey = 'roles-told';

/** Somebody more can read what one sends to the coordinators, or sees one's fees: said until it was seen here. */
export function NewRoles() {
  const { engine } = useExpert();
  const hasWords = useWords('settings');
  const live = engine.live.value;
  const given = givenSince(live, engine.me.device, engine.drafts.all.value.get(toldKey));
  const last = given.at(-1);
  if (!last || !hasWords) return null;
  return (
    <Notice>
      <div class="stack">
        {given.map(({ id, person, role }) => (
          <p key={id}>{t(role === 'fees' ? 'settings:role.fees' : 'settings:role.coordinator', { name: firstName(live.get('person', person)?.name ?? '') || t('settings:role.somebody') })}</p>
        ))}
        {/* A store that is full only means that it is said again. */}
        <Button onPress={() => engine.drafts.save(toldKey, last.asked).catch(() => undefined)}>{t('settings:account.seen')}</Button>
      </div>
    </Notice>
  );
}

/** Roles of others that were asked for since this device is here, and since it was last told; oldest first. */
function givenSince(live: Live, device: string, told: unknown): readonly Appointment[] {
  const since = [live.get('device', device)?.added ?? '', typeof told === 'string' ? told : ''].sort().at(-1) ?? '';
  return live.all('appointment').filter(({ state, asked }) => state === 'given' && asked > since).sort((a, b) => (a.asked < b.asked ? -1 : 1));
}
