import type { ComponentChild } from 'preact';
import type { Env } from '../client/env.ts';
import type { Login, Settings } from '../client/settings.ts';
import { loadWords } from '../ui/words.ts';
import { Frame } from './Frame.tsx';
import { HelpScreen } from './help/Screen.tsx';
import { WelcomeScreen } from './welcome/Screen.tsx';

export interface ArriveOptions {
  readonly env: Env;
  readonly settings: Settings;
  readonly secret: string | null;
  readonly onReady: (login: Login, chosenName?: string) => Promise<void>;
  readonly show: (screen: ComponentChild) => void;
}

/** The welcome, for whoever comes with a link or is not signed in here. */
export async function arrive({ show, ...rest }: ArriveOptions): Promise<void> {
  await loadWords('welcome', 'errors', 'help');
  show(
    <Frame now={rest.env.now}>
      <WelcomeScreen {...rest} Help={HelpScreen} />
    </Frame>,
  );
}
