import { expect, test } from 'vitest';
import { recordingId as recordingIds } from '../../../shared/model/ids.ts';
import { codedStudy } from '../../../tests/fixtures/coded-study.ts';
import { recordingRow } from '../../../tests/fixtures/recording-row.ts';
import { newId } from '../store/ids.ts';
import { clipOfSpan } from './clip-list.ts';

test('a clip of a recall interview says whose it is: the same times in the session are another passage', () => {
  const { store, act, sessionId, recordingId, ofTherapist } = codedStudy();
  const own = recordingRow({
    id: newId(recordingIds),
    sessionId,
    interviewId: ofTherapist,
    interviewStartMs: 0,
    interviewRate: 1,
  });
  act((edit) => edit.insert('recording', own));
  const span = { startMs: 1000, endMs: 3000 };
  const nameOf = (id: typeof recordingId) =>
    clipOfSpan(store.read, { ...span, recordingId: id }, 0, null).name;
  expect(nameOf(recordingId)).toBe('Ada session 1 0h00m01s to 0h00m03s');
  expect(nameOf(own.id)).toBe('Ada session 1 recall Bo 0h00m01s to 0h00m03s');
});
