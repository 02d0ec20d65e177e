import { expect, test } from 'vitest';
import { clientOf } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';

const actor = null;

test('a memo that a closed window left without a word is gone when the study is next opened, never before', async () => {
  const { core } = await startCore();
  const client = clientOf(core);
  const study = await client.study.create({ title: 'Memos' });
  const [about, ref] = [{ kind: 'study', id: study.study.id } as const, study.ref];
  const begin = async (body = '') => (await client.memo.add({ actor, about, title: '', body })).id;
  const all = async () => (await client.memo.list({ about: null })).memos.map(({ id }) => id);
  const [blank, written, emptied] = [await begin(), await begin('a word'), await begin()];
  await client.memo.update({ actor, id: emptied, body: 'a word' });
  await client.memo.update({ actor, id: emptied, body: '' });

  // A second window opens the study while the first may be about to write: nothing is touched.
  await client.study.open({ ref });
  expect(await all()).toEqual([blank, written, emptied]);
  await client.memo.update({ actor, id: blank, body: 'late, but a word' });
  const left = await begin();
  expect(await all()).toEqual([blank, written, emptied, left]);

  await client.study.close();
  await client.study.open({ ref });
  expect(await all()).toEqual([blank, written, emptied]);
  // Like anything that was removed.
  await client.history.undo({ actor });
  expect(await all()).toEqual([blank, written, emptied, left]);
  await client.study.close();
  await client.study.open({ ref });
  expect(await all()).toEqual([blank, written, emptied, left]);
});
