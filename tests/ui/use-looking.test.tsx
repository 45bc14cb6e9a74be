import { act, render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { useLooking } from '../../src/ui/use-looking.ts';
import { createFakeEnv } from '../support/fake-env.ts';

/** A screen that looks, and how often it has. */
function screenThatLooks(isAgain: boolean) {
  const env = createFakeEnv();
  const waits: number[] = [];
  const after = (milliseconds: number, run: () => void) => {
    waits.push(milliseconds);
    return env.after(milliseconds, run);
  };
  const counted = { ...env, after };
  let looks = 0;
  const look = async () => void (looks += 1);
  function Looks() {
    useLooking(counted, look, isAgain);
    return null;
  }
  return { env, counted, waits, looks: () => looks, ...render(<Looks />) };
}

test('somebody who looks on is shown what is new about every half minute, sooner or later by chance', () => {
  const { env, counted, waits, looks } = screenThatLooks(true);
  counted.random = () => 0;
  env.runTimers();
  counted.random = () => 0.999;
  env.runTimers();
  expect(looks()).toBe(3);
  expect(waits.map(Math.round)).toEqual([30_000, 22_500, 37_485]);
});

test('out of sight nothing is asked, and at once when it is seen again', () => {
  const { env, counted, looks } = screenThatLooks(true);
  counted.isVisible = () => false;
  env.runTimers();
  env.runTimers();
  env.wake();
  expect(looks()).toBe(1);
  counted.isVisible = () => true;
  env.wake();
  expect(looks()).toBe(2);
  env.runTimers();
  expect(looks()).toBe(3);
});

test('a screen that was left asks no more, and one that is not to look on asks once', async () => {
  const left = screenThatLooks(true);
  await act(() => void left.unmount());
  left.env.runTimers();
  left.env.wake();
  expect(left.looks()).toBe(1);
  const once = screenThatLooks(false);
  once.env.runTimers();
  expect(once.looks()).toBe(1);
});
