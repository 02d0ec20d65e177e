import { readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReader } from '../../electron/core/seal/byte-reader.ts';
import { unlockKeys } from '../../electron/core/seal/keys.ts';
import { newId } from '../../electron/core/store/ids.ts';
import type { SharedDecision, WithdrawalScope } from '../../shared/model/consent.ts';
import { exportId, type RecordingId } from '../../shared/model/ids.ts';
import { filesWith, type StudyToLeave, secret, studyToLeave } from '../fixtures/withdrawing.ts';

// What a withdrawal has to reach beside rows and recordings: whatever was made of them and is still in the study.
const actor = null;
const passphrase = 'nine quiet stones in a river';

function leave({ client, people, sessions }: StudyToLeave) {
  const scope: WithdrawalScope = { kind: 'everything', personId: people.leaving };
  const decisions: SharedDecision[] = [{ sessionId: sessions.shared, what: 'erase', channel: null }];
  return client.withdrawal.begin({ actor, scope, decisions });
}

function clipOf({ client }: StudyToLeave, recordingId: RecordingId, purpose = '') {
  const spans = [{ recordingId, startMs: 0, endMs: 5000 }];
  const how = { jobId: newId(exportId), marginMs: 0, isRedacted: false, purpose };
  return client.clip.export({ actor, of: { kind: 'spans', spans }, ...how });
}

test('a clip that waits to be fetched, or is being cut, does not get out any more', async () => {
  const made = await studyToLeave();
  const { core, study, recordings } = made;
  const waiting = await clipOf(made, recordings.alone);
  expect(await core.bytes.exported(waiting?.url?.split('/').at(-1) ?? '')).not.toBeNull();
  const running = clipOf(made, recordings.shared).catch(() => null);
  await leave(made);
  for (const clip of [waiting, await running])
    expect(await core.bytes.exported(clip?.url?.split('/').at(-1) ?? '')).toBeNull();
  expect(await readdir(join(study, 'exports'))).toEqual([]);
  // What is left can be exported as before.
  expect((await clipOf(made, recordings.unrelated))?.count).toBe(1);
});

test('what left under the name of what goes is no longer called so in the log, and the rest of the log stays', async () => {
  const made = await studyToLeave();
  const { core, client, home, sessions, recordings } = made;
  const { read } = core.context.app.study().store;
  const files = () =>
    read
      .all(
        "SELECT c.contents FROM journal j JOIN journal_contents c ON c.seq = j.seq WHERE j.name = 'study.exported'",
      )
      .map(({ contents }) => (contents === null ? null : JSON.parse(String(contents)).file));
  // By her case, where nobody is a client; by the pseudonyms of clients, hers of then; for a purpose that names her.
  await clipOf(made, recordings.alone);
  const hers = (await client.study.load())?.sessionParticipants.find(
    (row) => row.sessionId === sessions.alone,
  );
  await client.sessionParticipant.update({ actor, id: hers?.id ?? expect.fail(), role: 'client' });
  await clipOf(made, recordings.alone);
  await clipOf(made, recordings.unrelated, `to compare with ${secret} Alt`);
  await clipOf(made, recordings.unrelated);
  const asText = { format: 'json', rowPer: 'moment', hasByteOrderMark: false } as const;
  await client.export.moments({ sessionId: null, ...asText });
  expect(files()).toEqual([
    expect.stringMatching(/^A session/),
    expect.stringContaining(`${secret} Zephyrine session`),
    expect.stringMatching(/^B session/),
    expect.stringMatching(/^B session/),
    'Leaving moments.json',
  ]);
  await leave(made);
  expect(files()).toEqual([null, null, null, expect.stringMatching(/^B session/), 'Leaving moments.json']);
  expect(await filesWith(home, secret)).toEqual([]);
  expect((await core.context.app.study().store.verifyChain()).broken).toBeNull();
});

test('a damaged backup that was sealed as the bytes it is goes with the others', async () => {
  const made = await studyToLeave();
  const { client, study } = made;
  const { name } = await client.backup.make();
  const path = join(study, 'backups', name);
  await truncate(path, (await readFile(path)).byteLength - 3 * 4096);
  const ref = (await client.study.load())?.ref ?? '';
  await client.seal.convert({ ref, secret: passphrase });
  const key = (await unlockKeys(study, passphrase)).files;
  const [sealed] = (await readdir(join(study, 'backups'))).filter((one) => one.endsWith('.age'));
  const reader = await openReader({ path: join(study, 'backups', sealed ?? ''), key });
  expect((await reader.read(0, reader.byteCount)).includes(secret)).toBe(true);
  await reader.close();
  await leave(made);
  const [fresh] = await client.backup.list({});
  expect(await readdir(join(study, 'backups'))).toEqual([fresh?.name]);
});
