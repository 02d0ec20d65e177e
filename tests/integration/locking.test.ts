import { readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Host } from '../../electron/core/host.ts';
import { lockRefOf } from '../../electron/core/names/key-file.ts';
import { newId } from '../../electron/core/store/ids.ts';
import { refOf } from '../../electron/core/study/library.ts';
import { exportId } from '../../shared/model/ids.ts';
import { clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { fillStudy, noiseFile, passphrase, startSealed } from '../fixtures/sealed-study.ts';

// What a locked study must not leave behind, whatever was going on when it was locked.
const actor = null;

test('who still reads when it is locked gets nothing more, however slowly they do', async () => {
  const { core, client, sessionId } = await startSealed();
  const { stagedId } = await core.bytes.upload('long.wav', new Blob([noiseFile(300)]).stream());
  const job = { actor, stagedId, sessionId, label: 'Long', audioTrack: null };
  const { id } = await client.recording.import(job);
  const media = (await core.bytes.media(id)) ?? expect.fail();
  const reader = media.read({ start: 0, end: media.byteCount - 1 }).getReader();
  expect((await reader.read()).value?.byteLength).toBeGreaterThan(0);
  await client.seal.lock();
  const rest = async () => {
    while (!(await reader.read()).done);
  };
  await expect(rest()).rejects.toMatchObject({ code: 'STUDY_NOT_OPEN' });
  expect(await core.bytes.media(id)).toBeNull();
});

test('a dialog that nobody answers keeps nothing unlocked, and answered later it does nothing', async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<string | null>();
  const ask = () => {
    asked.resolve();
    return answer.promise;
  };
  const nothing = async () => null;
  const dialogs: Host['dialogs'] = {
    chooseStudy: nothing,
    chooseMedia: async () => [],
    chooseKeyFile: nothing,
    placeKeyFile: ask,
    saveFile: ask,
  };
  const { core, folder } = await startCore(undefined, dialogs);
  const client = clientOf(core);
  const { ref } = await client.study.create({ title: 'Sealed', passphrase });
  const { recordingId } = await fillStudy(client, core);
  const keys = core.context.app.study().keys ?? expect.fail();
  const spans = [{ recordingId, startMs: 0, endMs: 1000 }];
  const clip = { jobId: newId(exportId), marginMs: 0, isRedacted: false };
  const calls = [
    refusal(client.clip.export({ actor, of: { kind: 'spans', spans }, ...clip })),
    refusal(client.names.create({ passphrase: 'for the names alone' })),
  ];
  await asked.promise;
  // Nobody is waited for: it may lock itself.
  expect(core.context.app.study().clips.isBusy).toBe(false);
  await client.seal.lock();
  expect(keys.database.every((byte) => byte === 0)).toBe(true);
  answer.resolve(join(folder, 'answered'));
  for (const call of calls) expect(await call).toMatchObject({ code: 'STUDY_NOT_OPEN' });
  expect(await readdir(folder)).not.toContain('answered');
  await client.study.open({ ref, secret: passphrase });
  expect(await client.names.state()).toBeNull();
});

test('a folder that fails keeps no key in memory, and the study opens again when it is well', async () => {
  const { core, client, studyFolder, sessionId } = await startSealed();
  const { ref = '' } = (await client.study.load()) ?? {};
  const keys = core.context.app.study().keys ?? expect.fail();
  const exports = join(studyFolder, 'exports');
  await rm(exports, { recursive: true });
  await symlink('exports', exports);
  await client.seal.lock().catch(() => null);
  expect(keys.database.every((byte) => byte === 0)).toBe(true);
  expect(keys.files.identity).toBe('');
  expect((await client.app.info()).startFailure?.code).toBe('PASSPHRASE_NEEDED');
  expect(await refusal(client.session.load({ id: sessionId }))).toMatchObject({ code: 'STUDY_NOT_OPEN' });
  await rm(exports);
  expect((await client.study.open({ ref, secret: passphrase })).sessions).toHaveLength(1);
});

test('wrong passphrases slow down whoever starts the app again, until the right one', async () => {
  const { core, client, folder, studyFolder } = await startSealed();
  const { ref = '' } = (await client.study.load()) ?? {};
  await client.study.close();
  for (const secret of ['not this one', 'nor this one'])
    expect(await refusal(client.study.open({ ref, secret }))).toMatchObject({ code: 'PASSPHRASE_WRONG' });
  await core.dispose();
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  const { noted } = again.context.app;
  const wrongOnes = () => noted.wrongOnes(refOf(studyFolder), 'study.unlockFailed');
  const { count, lastAt } = await wrongOnes();
  expect(count).toBe(2);
  await other.study.open({ ref, secret: passphrase });
  expect(Date.now() - lastAt).toBeGreaterThanOrEqual(2000);
  // What is wrong while it is open is in its log when it is left, and slows down nobody afterwards.
  const change = { secret: 'not this one', next: 'eleven other words' };
  expect(await refusal(other.seal.changePassphrase(change))).toMatchObject({ code: 'PASSPHRASE_WRONG' });
  await other.seal.changePassphrase({ ...change, secret: passphrase });
  await other.study.close();
  expect(await wrongOnes()).toEqual({ count: 0, lastAt: 0 });
});

test('wrong passphrases of a key file slow down whoever opens a copy of it, and a study that locks itself waits for none', async () => {
  const { core, client, folder } = await startSealed();
  const { ref = '' } = (await client.study.load()) ?? {};
  const words = 'nine quiet stones in a river';
  await client.names.create({ passphrase: words });
  const file = await client.names.download();
  await client.names.close();
  for (const fileName of ['names.age', 'a copy.age'])
    expect(
      await refusal(client.names.open({ file: { ...file, fileName }, passphrase: 'wrong' })),
    ).toMatchObject({ code: 'PASSPHRASE_WRONG' });
  await core.dispose();
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  const wrongOnes = () =>
    again.context.app.noted.wrongOnes(lockRefOf(Buffer.from(file.bytes, 'base64')), 'keyFile.unlockFailed');
  const { count, lastAt } = await wrongOnes();
  expect(count).toBe(2);
  await other.study.open({ ref, secret: passphrase });
  let isAnswered = false;
  const opening = refusal(other.names.open({ file, passphrase: words })).finally(() => {
    isAnswered = true;
  });
  await other.seal.lock();
  expect(isAnswered).toBe(false);
  expect(await opening).toMatchObject({ code: 'STUDY_NOT_OPEN' });
  expect(Date.now() - lastAt).toBeGreaterThanOrEqual(2000);

  await other.study.open({ ref, secret: passphrase });
  expect(await other.names.state()).toBeNull();
  await other.names.open({ file, passphrase: words });
  expect(await wrongOnes()).toEqual({ count: 0, lastAt: 0 });
  const { seqs } = await other.journal.find({ kind: 'occurrence' });
  const logged = (await other.journal.lines({ seqs })).find(({ name }) => name === 'keyFile.unlockFailed');
  expect(logged?.details).toEqual({ count: 2, firstAt: expect.any(Number), lastAt });
});
