import { callAddress, readablePhone } from '../../domain/phone.ts';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { language, t } from '../../ui/words.ts';
import { checkedOn, emergency, rightsLines, talkLines } from './lines.ts';
import type { HelpLine } from './lines.ts';

interface HelpProps {
  contact?: { readonly name: string; readonly phone: string } | undefined;
  /** Whoever answers for them now, where it is somebody else. */
  call?: { readonly name: string; readonly phone: string } | undefined;
}

/** Help: bundled with the app, so that it works without a network and without a login. */
export function HelpScreen({ contact, call = contact }: HelpProps) {
  const spoken = language();
  return (
    <Page heading={t('help:title')} title={t('help:title')} back="/">
      <h2>{t('help:danger')}</h2>
      <div class="buttons help-now">
        <a class="button urgent" href={`tel:${emergency}`}>
          {t('help:call', { number: emergency })}
        </a>
        <a class="button urgent" href={`sms:${emergency}`}>
          {t('help:text', { number: emergency })}
        </a>
      </div>
      <p class="small">{t('help:text-about')}</p>
      <h2>{t('help:talk')}</h2>
      <ul class="rows">
        {contact ? (
          <li>
            <Link to="/v">
              <span>
                {t('help:contact.name', { name: contact.name })}
                <small>{t('help:contact.about')}</small>
              </span>
            </Link>
          </li>
        ) : null}
        {call?.phone ? (
          <li>
            <a href={callAddress(call.phone)}>
              <span>{t('help:contact.call', { name: call.name, phone: readablePhone(call.phone) })}</span>
            </a>
          </li>
        ) : null}
        {talkLines
          .filter((line) => !line.only || line.only.includes(spoken))
          .map((line) => (
            <Line key={line.id} line={line} />
          ))}
      </ul>
      <h2>{t('help:wronged')}</h2>
      <ul class="rows">
        {rightsLines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      <p class="small spaced">{t('help:history')}</p>
      <p class="small">{t('help:checked', { day: formatDate(checkedOn) })}</p>
    </Page>
  );
}

function Line({ line }: { line: HelpLine }) {
  const words = (
    <span>
      {line.tel ? <strong class="number">{line.tel.shown}</strong> : null}
      {t(line.name)}
      <small>{t(line.about)}</small>
    </span>
  );
  if (line.tel) {
    return (
      <li>
        <a href={`tel:${line.tel.number}`}>{words}</a>
      </li>
    );
  }
  if (line.url) {
    return (
      <li>
        <a href={line.url} target="_blank" rel="noreferrer">
          {words}
        </a>
      </li>
    );
  }
  return (
    <li>
      <div class="row">{words}</div>
    </li>
  );
}
