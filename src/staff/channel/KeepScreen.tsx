import { t } from '../../ui/words.ts';
import { Describe } from './Describe.tsx';
import { Devices } from './Devices.tsx';
import { places } from './places.ts';
import { Sheet } from './Sheet.tsx';
import { Vouch } from './Vouch.tsx';
import { WithChannel } from './WithChannel.tsx';

/** What young people know of me, when I am away, who vouches for me, and what happens when this computer is lost. */
export function KeepScreen() {
  return (
    <WithChannel heading={t('contact:keep.heading')} back={places.inbox}>
      {(channel) => (
        <>
          <Devices channel={channel} />
          <Sheet channel={channel} />
          <Describe channel={channel} />
          <Vouch channel={channel} />
        </>
      )}
    </WithChannel>
  );
}
