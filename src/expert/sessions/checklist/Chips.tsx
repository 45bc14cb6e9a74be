import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/words.ts';

interface ChipsProps {
  suggestions: readonly string[];
  picked: readonly string[];
  disabled?: boolean;
  onPress: (one: string) => void | Promise<void>;
}

/** What there is to tick on an item, as buttons that say whether they are ticked. */
export function Chips({ suggestions, picked, disabled = false, onPress }: ChipsProps) {
  return (
    <div class="buttons" role="group" aria-label={t('checklist:suggestions')}>
      {suggestions.map((one) => (
        <Button key={one} pressed={picked.includes(one)} disabled={disabled} onPress={() => onPress(one)}>
          {one}
        </Button>
      ))}
    </div>
  );
}
