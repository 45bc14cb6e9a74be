import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { useStaff } from './context.ts';
import { myName } from './logins.ts';

/** Who uses this tab; where several people are signed in on one computer, the way to another of them. */
export function HeaderActions() {
  const { engine, login, logins, switchTo, lock } = useStaff();
  const name = myName(engine, login);
  const lockNow = lock.isSet ? (
    <button type="button" onClick={lock.now}>
      {t('staff:lock-now')}
    </button>
  ) : null;
  if (logins.length < 2)
    return (
      <>
        {lockNow}
        <Link to="/staff/me">{name || t('staff:section.me')}</Link>
      </>
    );
  return (
    <>
      {lockNow}
      <label class="who">
        <span class="unseen">{t('staff:who')}</span>
        <select value={login.device} onChange={(event) => switchTo(event.currentTarget.value)}>
          {logins.map((one) => (
            <option key={one.device} value={one.device}>
              {one.device === login.device ? name : one.name}
            </option>
          ))}
        </select>
      </label>
      <Link to="/staff/me">{t('staff:section.me')}</Link>
    </>
  );
}
