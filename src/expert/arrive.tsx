import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { closedNoteIn } from '../client/closed-note.ts';
import type { ClosedNote } from '../client/erase-login.ts';
import type { Env } from '../client/env.ts';
import { findSecret } from '../client/link/find-secret.ts';
import type { Login, Settings } from '../client/settings.ts';
import { path } from '../ui/router.tsx';
import { loadWords } from '../ui/words.ts';
import { ClosedScreen } from './ClosedScreen.tsx';
import { Frame } from './Frame.tsx';
import { HelpScreen } from './help/Screen.tsx';
import { WelcomeScreen } from './welcome/Screen.tsx';

export interface ArriveOptions {
  readonly env: Env;
  readonly settings: Settings;
  /** What stood behind `#` when the page was opened, as it came. */
  readonly secret: string | null;
  readonly onReady: (login: Login, chosenName?: string) => Promise<void>;
  readonly show: (screen: ComponentChild) => void;
}

/** The welcome, for whoever comes with a link or is not signed in here. */
export async function arrive({ show, ...rest }: ArriveOptions): Promise<void> {
  const { settings, secret } = rest;
  const [kept] = await Promise.all([settings.get('closed').catch(() => undefined), loadWords('welcome', 'errors', 'help', 'account')]);
  const note = secret === null ? closedNoteIn(kept) : undefined;
  const read = () => void settings.set('closed', '').catch(() => undefined);
  // Whoever comes with a new link has no need to read of the old login.
  if (secret !== null && kept) read();
  show(
    <Frame now={rest.env.now}>
      <Arriving note={note} read={read}>
        <WelcomeScreen {...rest} secret={secret && (findSecret(secret) ?? secret)} Help={HelpScreen} />
      </Arriving>
    </Frame>,
  );
}

/** A closed device says so first, until it was read. */
function Arriving({ note, read, children }: { note: ClosedNote | undefined; read: () => void; children: ComponentChild }) {
  const [isRead, setRead] = useState(note === undefined);
  const done = () => {
    read();
    setRead(true);
  };
  if (isRead || !note) return <>{children}</>;
  return path() === '/a' ? <HelpScreen /> : <ClosedScreen note={note} done={done} />;
}
