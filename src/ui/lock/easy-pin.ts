// Each digit is the one before, the next one, or the one before it; 9 and 0 are neighbours, as on a keypad.
const straight = [0, 1, 9];

/** Is a PIN of six digits all the same, or a straight run up or down? Those are tried first by whoever takes a phone. */
export function isEasyPin(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10);
  return straight.some((step) => steps.every((one) => one === step));
}
