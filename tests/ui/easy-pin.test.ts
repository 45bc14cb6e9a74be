import { expect, test } from 'vitest';
import { isEasyPin } from '../../src/ui/lock/easy-pin.ts';

test.each(['000000', '111111', '999999', '123456', '654321', '012345', '987654', '567890', '098765'])('%s is easy to guess', (pin) => {
  expect(isEasyPin(pin)).toBe(true);
});

test.each(['402917', '111112', '123457', '135790', '121212', '112233'])('%s is taken', (pin) => {
  expect(isEasyPin(pin)).toBe(false);
});
