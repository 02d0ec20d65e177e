import { expect, test } from 'vitest';
import { oneAfterAnother } from './one-after-another.ts';

test('work begins when the work before it has ended, also when that failed', async () => {
  const inTurn = oneAfterAnother();
  const told: string[] = [];
  const first = Promise.withResolvers<string>();
  const one = inTurn(async () => {
    told.push('one begins');
    const answer = await first.promise;
    told.push('one ends');
    return answer;
  });
  const two = inTurn(async () => {
    told.push('two begins');
    throw new Error('two failed');
  });
  const three = inTurn(async () => told.push('three begins'));
  first.resolve('an answer');
  expect(await one).toBe('an answer');
  await expect(two).rejects.toThrow('two failed');
  await three;
  expect(told).toEqual(['one begins', 'one ends', 'two begins', 'three begins']);
});
