import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import * as ids from '../../../shared/model/ids.ts';
import { recordingRow } from '../../../tests/fixtures/recording-row.ts';
import { temporaryFolder } from '../../../tests/fixtures/study.ts';
import { visibleRows } from './blindness.ts';
import { newId } from './ids.ts';
import { removeRecording } from './moment.ts';
import { createRedaction, redactionsOf, updateRedaction } from './redaction.ts';
import { removePerson, sessionContents } from './session.ts';
import { Store } from './store.ts';
import { createStudy } from './study.ts';

const device = '0199aaaa-0000-7000-8000-000000000001';
const actor = null;

/** A session with a video of two channels, one of which is a recall interview's, and somebody who redacts. */
async function begin() {
  const path = join(await temporaryFolder(), 'study.db');
  const store = Store.open(path, device, () => {});
  onTestFinished(() => store.close());
  const [caseId, sessionId] = [newId(ids.caseId), newId(ids.sessionId)];
  const [personId, recallerId] = [newId(ids.personId), newId(ids.personId)];
  const [recordingId, soundId, interviewRecordingId] = [
    newId(ids.recordingId),
    newId(ids.recordingId),
    newId(ids.recordingId),
  ];
  const interviewId = newId(ids.interviewId);
  const sound = {
    index: 0,
    kind: 'audio',
    codec: 'aac',
    language: null,
    title: null,
    channels: 2,
    sampleRate: 44_100,
    width: null,
    height: null,
    rotationDegrees: null,
  } as const;
  const probe = { container: 'mp4', durationMs: 60_000, tracks: [sound] };
  store.edit('sample.create', { actor, isUndoable: false }, (edit) => {
    createStudy(edit, 'A study');
    edit.insert('case', { id: caseId, label: 'A', note: '', createdAt: 1 });
    edit.insert('session', { id: sessionId, caseId, number: 3, heldOn: null, title: '', createdAt: 1 });
    for (const [id, name, role] of [
      [personId, 'R', 'researcher'],
      [recallerId, 'Ada', 'client'],
    ] as const) {
      const kind = role === 'client' ? 'participant' : 'team';
      edit.insert('person', { id, kind, name, role, isRetired: false, createdAt: 1 });
    }
    edit.insert('recording', recordingRow({ id: recordingId, sessionId, kind: 'video', probe }));
    edit.insert('recording', recordingRow({ id: soundId, sessionId, probe }));
    edit.insert('interview', {
      id: interviewId,
      sessionId,
      recordingId,
      recallerId,
      inquirerId: null,
      othersPresent: '',
      plannedFor: null,
      startedAt: null,
      endedAt: null,
      whoMayStop: 'both',
      sampling: { kind: 'open' },
      status: 'planned',
      step: 'prepare',
      followUp: 0,
      lookBackMs: 0,
      resumeBackMs: 0,
      distressNote: '',
      note: '',
      closingNote: '',
      createdAt: 1,
    });
    edit.insert('recording', recordingRow({ id: interviewRecordingId, sessionId, probe, interviewId }));
  });
  const span = { startMs: 1000, endMs: 2000, reason: 'a surname', personId };
  return {
    store,
    sessionId,
    recordingId,
    soundId,
    interviewRecordingId,
    personId,
    recallerId,
    interviewId,
    span,
  };
}

test('making, changing and removing are undone and done again, and come with the session', async () => {
  const { store, sessionId, recordingId, span } = await begin();
  const made = store.edit('redaction.create', { actor }, (edit) =>
    createRedaction(edit, { recordingId, ...span, what: 'mute', channel: 1 }),
  ).result;
  const first = redactionsOf(store.read, recordingId);
  expect(first).toMatchObject([{ id: made, startMs: 1000, what: 'mute', channel: 1, reason: 'a surname' }]);
  store.edit('redaction.update', { actor }, (edit) =>
    updateRedaction(edit, made, { endMs: 2500, what: 'blank' }),
  );
  // A picture has no channels.
  expect(redactionsOf(store.read, recordingId)).toMatchObject([
    { endMs: 2500, what: 'blank', channel: null },
  ]);
  store.edit('redaction.remove', { actor }, (edit) => edit.remove('redaction', made));
  expect(sessionContents(store.read, sessionId).redactions).toEqual([]);
  for (let step = 0; step < 2; step += 1) store.retrace('undo', actor);
  expect(sessionContents(store.read, sessionId).redactions).toEqual(first);
  store.retrace('undo', actor);
  expect(redactionsOf(store.read, recordingId)).toEqual([]);
  for (let step = 0; step < 3; step += 1) store.retrace('redo', actor);
  expect(redactionsOf(store.read, recordingId)).toEqual([]);
});

test('what cannot be covered is refused, and says which field it is', async () => {
  const { store, recordingId, soundId, span } = await begin();
  const create = (redaction: Partial<Parameters<typeof createRedaction>[1]>) => () =>
    store.edit('redaction.create', { actor }, (edit) =>
      createRedaction(edit, { recordingId, ...span, what: 'mute', channel: null, ...redaction }),
    );
  const refused = (field: string) => expect.objectContaining({ code: 'INPUT_INVALID', data: { field } });
  expect(create({ endMs: 1000 })).toThrow(refused('endMs'));
  expect(create({ endMs: 60_001 })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  expect(create({ channel: 2 })).toThrow(refused('channel'));
  expect(create({ what: 'blur', channel: 0 })).toThrow(refused('channel'));
  expect(create({ what: 'blur', recordingId: soundId })).toThrow(refused('what'));
  expect(redactionsOf(store.read, recordingId)).toEqual([]);
});

test('a recording takes its redactions along, and who made them cannot be removed while they stand', async () => {
  const { store, soundId, personId, span } = await begin();
  store.edit('redaction.create', { actor }, (edit) =>
    createRedaction(edit, { recordingId: soundId, ...span, what: 'beep', channel: null }),
  );
  expect(() => store.edit('person.remove', { actor }, (edit) => removePerson(edit, personId))).toThrow(
    expect.objectContaining({ code: 'IN_USE', data: { by: 'redactions', count: 1 } }),
  );
  store.edit('recording.remove', { actor }, (edit) => removeRecording(edit, soundId));
  expect(redactionsOf(store.read, soundId)).toEqual([]);
});

test('while an interview is held, what is covered in interviews’ recordings is not sent', async () => {
  const { store, sessionId, recordingId, interviewRecordingId, recallerId, interviewId, span } =
    await begin();
  const watching = { interviewId: newId(ids.interviewId), recallerId };
  const seen = [recordingId, interviewRecordingId].map((id) => {
    const { change } = store.edit('redaction.create', { actor }, (edit) =>
      createRedaction(edit, { recordingId: id, ...span, what: 'mute', channel: null }),
    );
    return visibleRows(store.read, change.rows, watching).length;
  });
  expect(seen).toEqual([1, 0]);
  expect(sessionContents(store.read, sessionId, watching).redactions).toHaveLength(1);
  expect(sessionContents(store.read, sessionId).redactions).toHaveLength(2);
  expect(interviewId).not.toBe(watching.interviewId);
});
