import { expect, test } from 'vitest';
import { latest } from './latest.ts';

/** A call that answers when it is told to. */
function slowly() {
  const asked: string[] = [];
  const answers: ((text: string) => void)[] = [];
  const taken: string[] = [];
  const ask = latest(
    (text: string) => {
      asked.push(text);
      return new Promise<string>((resolve) => answers.push(resolve));
    },
    (answer) => void taken.push(answer),
  );
  const answer = async (text: string): Promise<void> => {
    answers.shift()?.(text);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asked, taken, ask, answer };
}

test('what is typed while an answer is under way is asked once, as it then stands', async () => {
  const { asked, taken, ask, answer } = slowly();
  for (const text of ['s', 'si', 'sil', 'silence']) ask(text);
  expect(asked).toEqual(['s']);
  await answer('of s');
  expect([asked, taken]).toEqual([['s', 'silence'], ['of s']]);
  await answer('of silence');
  expect([asked, taken]).toEqual([
    ['s', 'silence'],
    ['of s', 'of silence'],
  ]);
  ask('');
  expect(asked.at(-1)).toBe('');
});
