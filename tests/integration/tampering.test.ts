import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { FF_ENCODER_LIBMP3LAME } from 'node-av/constants';
import { expect, test } from 'vitest';
import { unlockKeys } from '../../electron/core/seal/keys.ts';
import { newId } from '../../electron/core/store/ids.ts';
import { isSound } from '../../electron/core/study/database-tasks.ts';
import { exportId } from '../../shared/model/ids.ts';
import { clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { makeMedia } from '../fixtures/media/make-media.ts';
import { filesIn, passphrase, startSealed } from '../fixtures/sealed-study.ts';
import { temporaryFolder } from '../fixtures/study.ts';

const actor = null;

/** A sealed study with every kind of file: originals, a playback copy, waveforms, an interview's sound, a backup, all keys. */
async function everyKind() {
  const made = await startSealed();
  const { core, client, sessionId, recordingId } = made;
  const path = join(await temporaryFolder(), 'a.mp3');
  const track = { kind: 'audio', encoder: FF_ENCODER_LIBMP3LAME, sampleRate: 44_100, channels: 2 } as const;
  await makeMedia(path, { muxer: 'mp3', seconds: 20, tracks: [{ ...track, bursts: [3] }] });
  const { stagedId } = await core.bytes.upload('a.mp3', new Blob([await readFile(path)]).stream());
  const job = { actor, stagedId, sessionId, label: 'Copy', audioTrack: null };
  const { id: copiedId } = await client.recording.import(job);
  for (const id of [recordingId, copiedId])
    await expect.poll(async () => (await client.recording.peaks({ id })).isComplete).toBe(true);
  const { recoveryKey } = await client.seal.makeRecoveryKey({ secret: passphrase });
  await client.backup.make();
  return { ...made, copiedId, recoveryKey };
}

/** The file with one bit flipped; what comes back puts it right again. */
async function flip(path: string, bytes: Buffer, at: number, bit: number): Promise<() => Promise<void>> {
  await writeFile(path, bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit)));
  return () => writeFile(path, bytes);
}

/** A file, a place in it and a bit: any of each. */
const anywhere = fc.tuple(
  fc.nat(1_000_000),
  fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  fc.nat(7),
);

/** As the app names it: its folder and name, without what says that it is sealed. A slice is named as the sound it is part of. */
const named = (name: string): string => name.replace(/\.age(\/.*)?$/, '');

test('any bit of any file but the databases: found by the check of all files, by name, and nothing else is', async () => {
  const { client, studyFolder, sessionId } = await everyKind();
  const before = { ...(await client.session.load({ id: sessionId })), seq: 0 };
  const sealed = (await filesIn(studyFolder)).filter(({ name }) => name.endsWith('.age'));
  const kinds = ['media', 'peaks', 'recall', 'keys'];
  for (const kind of kinds) expect(sealed.some(({ name }) => name.startsWith(`${kind}/`))).toBe(true);
  expect(await client.seal.verify()).toMatchObject({ altered: [] });
  await fc.assert(
    fc.asyncProperty(anywhere, async ([which, where, bit]) => {
      const { name, bytes } = sealed[which % sealed.length] ?? expect.fail();
      const mend = await flip(join(studyFolder, name), bytes, Math.floor(where * bytes.byteLength), bit);
      const { altered } = await client.seal.verify();
      expect(altered).toEqual([
        named(name.replace('.copy.age', '.age')) + (name.startsWith('keys') ? '.age' : ''),
      ]);
      await mend();
    }),
    { numRuns: 60 },
  );
  // Each kind once, whatever the dice said; and each cut off, anywhere.
  for (const kind of kinds) {
    const { name, bytes } = sealed.find((one) => one.name.startsWith(`${kind}/`)) ?? expect.fail();
    const mend = await flip(join(studyFolder, name), bytes, bytes.byteLength >> 1, 3);
    expect((await client.seal.verify()).altered, name).toHaveLength(1);
    for (const length of [0, 20, bytes.byteLength >> 1, bytes.byteLength - 1]) {
      await writeFile(join(studyFolder, name), bytes.subarray(0, length));
      expect((await client.seal.verify()).altered, `${name} cut to ${length}`).toHaveLength(1);
    }
    await mend();
  }
  expect(await client.seal.verify()).toMatchObject({ altered: [] });
  expect({ ...(await client.session.load({ id: sessionId })), seq: 0 }).toEqual(before);
}, 180_000);

test('a file that was altered is refused by name wherever the app reads it, and the rest goes on', async () => {
  const { core, client, studyFolder, recordingId, copiedId, interviewId, sessionId } = await everyKind();
  const contents = await client.study.load();
  const row = contents?.recordings.find(({ id }) => id === copiedId) ?? expect.fail();
  expect(row.playedPath).not.toBe(row.originalPath);
  const heard: string[] = [];
  const { messages } = core.context.app;
  const send = messages.send.bind(messages);
  messages.send = (message) => {
    if (message.type === 'altered') heard.push(message.file);
    send(message);
  };
  const alter = async (inside: string): Promise<() => Promise<void>> => {
    const path = join(studyFolder, `${inside}.age`);
    const bytes = await readFile(path);
    return await flip(path, bytes, bytes.byteLength - 700, 5);
  };
  const read = async (of: Awaited<ReturnType<typeof core.bytes.media>>): Promise<Buffer> =>
    Buffer.from(await new Response(of?.read({ start: 0, end: of.byteCount - 1 }) ?? null).arrayBuffer());

  const refused = (file: string) => ({ code: 'FILE_ALTERED', data: { file } });
  let mend = await alter(row.playedPath);
  await expect(core.bytes.media(copiedId).then(read)).rejects.toMatchObject(refused(row.playedPath));
  const spans = [{ recordingId: copiedId, startMs: 0, endMs: row.durationMs }];
  const exporting = client.clip.export({
    actor,
    jobId: newId(exportId),
    of: { kind: 'spans', spans },
    marginMs: 0,
    isRedacted: false,
    use: 'analysis',
  });
  expect(await refusal(exporting)).toMatchObject(refused(row.playedPath));
  expect((await read(await core.bytes.media(recordingId))).byteLength).toBeGreaterThan(60_000);
  await mend();

  // A waveform mends itself with the next question after it; the check only looks.
  const wave = await core.bytes.peaks(copiedId, '256').then(read);
  await alter(`peaks/${copiedId}/256.dat`);
  const peaks = core.bytes.peaks(copiedId, '256');
  await expect(peaks.then(read)).rejects.toMatchObject(refused(`peaks/${copiedId}/256.dat`));
  for (const _ of [1, 2]) expect((await client.seal.verify()).altered).toEqual([`peaks/${copiedId}/256.dat`]);
  await expect.poll(async () => (await client.recording.peaks({ id: copiedId })).isComplete).toBe(true);
  expect((await core.bytes.peaks(copiedId, '256').then(read)).equals(wave)).toBe(true);
  expect((await client.seal.verify()).altered).toEqual([]);

  const [part] = await client.interviewRecording.unfinished({ interviewId });
  const partId = part?.partId ?? expect.fail();
  const [slice] = (await filesIn(studyFolder)).filter(({ name }) => name.startsWith('recall/'));
  const { name, bytes } = slice ?? expect.fail();
  mend = await flip(join(studyFolder, name), bytes, 400, 1);
  const finishing = client.interviewRecording.finish({ actor, interviewId, partId });
  expect(await refusal(finishing)).toMatchObject({ code: 'FILE_ALTERED' });
  await mend();
  // What was said is still there, and so is everything else.
  expect(await client.interviewRecording.unfinished({ interviewId })).toEqual([part]);
  expect((await client.session.load({ id: sessionId })).notes).toHaveLength(1);
  // By the page's player and by FFmpeg.
  expect(heard.filter((file) => file === row.playedPath)).toHaveLength(2);
  expect(heard).toEqual(expect.arrayContaining([row.playedPath, `peaks/${copiedId}/256.dat`]));
  const { read: rows } = core.context.app.study().store;
  expect(rows.number("SELECT count(*) FROM journal WHERE name = 'file.damaged'")).toBeGreaterThan(1);
}, 60_000);

test('the check of all files names an original that is another whole file, and a backup that is not whole', async () => {
  const { client, studyFolder, recordingId, copiedId } = await everyKind();
  const { recordings = [] } = (await client.study.load()) ?? {};
  const originals = [recordingId, copiedId].map(
    (id) => recordings.find((row) => row.id === id)?.originalPath ?? expect.fail(),
  );
  const paths = originals.map((original) => join(studyFolder, `${original}.age`));
  const [one, two] = await Promise.all(paths.map((path) => readFile(path)));
  const lay = async (first = one, second = two) => {
    await writeFile(paths[0] ?? '', first ?? '');
    await writeFile(paths[1] ?? '', second ?? '');
  };
  await lay(two, one);
  expect((await client.seal.verify()).altered.toSorted()).toEqual(originals.toSorted());
  await lay();
  const { checked, altered } = await client.seal.verify();
  expect(altered).toEqual([]);
  const [backup] = await client.backup.list({});
  const path = join(studyFolder, 'backups', backup?.name ?? '');
  const mend = await flip(path, await readFile(path), 9000, 2);
  expect(await client.seal.verify()).toEqual({ checked, altered: [`backups/${backup?.name}`] });
  await mend();
});

test('what is still being written is not taken for altered: a waveform, an upload, an import’s files', async () => {
  const { client, studyFolder, recordingId } = await everyKind();
  const half = Buffer.from('age-encryption.org/v1\n');
  const names = ['media/new.upload', 'media/new.mov', 'media/new.playback.mp4', 'media/new.importing'];
  for (const name of names) await writeFile(join(studyFolder, `${name}.age`), half);
  await writeFile(join(studyFolder, `peaks/${recordingId}/256.dat.age.part`), half);
  expect((await client.seal.verify()).altered).toEqual([]);
  await rm(join(studyFolder, 'media/new.importing.age'));
  expect((await client.seal.verify()).altered).toEqual(['media/new.mov', 'media/new.playback.mp4']);
}, 60_000);

test('nobody without the keys can have a study unsealed: a note that says so is not followed, and is named', async () => {
  const { core, client, folder, studyFolder } = await startSealed();
  const ref = (await client.study.load())?.ref ?? '';
  await core.dispose();
  const marker = join(studyFolder, 'conversion.json');
  const before = (await filesIn(studyFolder)).map(({ name }) => name).filter((name) => name.endsWith('.age'));
  const anyOther = before.find((name) => name.startsWith('media/')) ?? expect.fail();
  const permit = (await readFile(join(studyFolder, anyOther))).toString('base64');
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  let isNamed = 0;
  for (const text of [{ to: 'clear' }, { to: 'clear', permit }, { to: 'clear', permit: '' }, 'no marker'].map(
    (marked) => JSON.stringify(marked),
  )) {
    await writeFile(marker, text);
    expect(await refusal(other.study.open({ ref, secret: passphrase }))).toMatchObject({
      code: 'CONVERSION_PENDING',
    });
    // As Home does when the passphrase is typed.
    const contents = await other.seal.convert({ ref, secret: passphrase, isGoingOn: true });
    expect([text.slice(0, 30), contents.isSealed]).toEqual([text.slice(0, 30), true]);
    const { read } = again.context.app.study().store;
    isNamed = read.number(
      `SELECT count(*) FROM journal j JOIN journal_contents c ON c.seq = j.seq
       WHERE j.name = 'file.damaged' AND c.contents LIKE '%conversion.json%'`,
    );
    await other.study.close();
  }
  expect(isNamed).toBe(3);
  // Gone between looking and typing: then there is nothing to go on with, and nothing is begun.
  expect((await other.seal.convert({ ref, secret: passphrase, isGoingOn: true })).isSealed).toBe(true);
  const after = (await filesIn(studyFolder)).map(({ name }) => name).filter((name) => name.endsWith('.age'));
  expect(after.toSorted()).toEqual(before.toSorted());
  expect(await readdir(studyFolder)).not.toContain('conversion.json');
});

test('a note of what was to be erased that cannot be read keeps nobody from the study, and is named', async () => {
  const { core, client, folder, studyFolder } = await startSealed();
  const ref = (await client.study.load())?.ref ?? '';
  const name = 'media/0199aaaa-0000-7000-8000-000000000000.erasing';
  await core.dispose();
  await writeFile(join(studyFolder, `${name}.age`), 'no seal');
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  expect((await other.study.open({ ref, secret: passphrase })).sessions).toHaveLength(1);
  expect((await other.seal.verify()).altered).toEqual([name]);
  const { read } = again.context.app.study().store;
  expect(read.number("SELECT count(*) FROM journal WHERE name = 'file.damaged'")).toBeGreaterThan(0);
});

test('any bit of the database or of a backup: it is not taken for whole, and what is whole is offered', async () => {
  const { core, client, folder, studyFolder, sessionId } = await everyKind();
  const before = { ...(await client.session.load({ id: sessionId })), seq: 0 };
  const ref = (await client.study.load())?.ref ?? '';
  // A page that nothing is in any more is read by nobody.
  core.context.app.study().store.compact();
  await core.dispose();
  const key = (await unlockKeys(studyFolder, passphrase)).database;
  const files = await filesIn(studyFolder);
  const database = files.find(({ name }) => name === 'study.db') ?? expect.fail();
  const backup = files.find(({ name }) => /^backups\/.*\.db$/.test(name)) ?? expect.fail();
  await fc.assert(
    fc.asyncProperty(anywhere, async ([which, where, bit]) => {
      const { name, bytes } = which % 2 === 0 ? database : backup;
      const at = Math.floor(where * bytes.byteLength);
      const mend = await flip(join(studyFolder, name), bytes, at, bit);
      expect(await isSound(join(studyFolder, name), key), `${name} at ${at}`).toBe(false);
      await mend();
    }),
    { numRuns: 24 },
  );
  // And to somebody at the app: said, and offered what is whole.
  const mend = await flip(join(studyFolder, 'study.db'), database.bytes, 9000, 2);
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  expect(await refusal(other.study.open({ ref, secret: passphrase }))).toMatchObject({
    code: 'STUDY_DAMAGED',
  });
  const backups = await other.backup.list({ ref });
  const mendBackup = await flip(join(studyFolder, backup.name), backup.bytes, 9000, 2);
  const restore = (name: string) => other.backup.restore({ ref, name, secret: passphrase });
  expect(await refusal(restore(backup.name.slice('backups/'.length)))).toMatchObject({
    code: 'BACKUP_DAMAGED',
  });
  await mendBackup();
  await truncate(join(studyFolder, 'study.db'), 12_288);
  expect(await refusal(other.study.open({ ref, secret: passphrase }))).toMatchObject({
    code: 'STUDY_DAMAGED',
  });
  await mend();
  await other.study.open({ ref, secret: passphrase });
  expect({ ...(await other.session.load({ id: sessionId })), seq: 0 }).toEqual(before);
  expect(backups.length).toBeGreaterThan(0);
}, 120_000);

test('any bit of the keys’ file, or the file itself: its copy opens the study, mends it, and the log says so', async () => {
  const { core, client, folder, studyFolder, recoveryKey } = await everyKind();
  const ref = (await client.study.load())?.ref ?? '';
  await client.study.close();
  const keys = (await filesIn(join(studyFolder, 'keys'))).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  expect(keys.map(({ name }) => name)).toEqual([
    'passphrase.age',
    'passphrase.copy.age',
    'recovery.age',
    'recovery.copy.age',
  ]);
  const mended = async () => {
    const now = await filesIn(join(studyFolder, 'keys'));
    expect(now.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(keys);
  };
  const paths = keys.map(({ name }) => join(studyFolder, 'keys', name));
  const secretOf = (name: string): string => (name.startsWith('recovery') ? recoveryKey : passphrase);
  let log = 0;
  for (const [index, { name, bytes }] of keys.entries()) {
    const path = paths[index] ?? '';
    // In the header, which looks like a wrong passphrase, and in the contents.
    for (const part of [0.3, 0.9]) {
      await flip(path, bytes, Math.floor(part * bytes.byteLength), 1);
      await client.study.open({ ref, secret: secretOf(name) });
      await mended();
      log += 1;
      await client.study.close();
    }
    await rm(path);
    await client.study.open({ ref, secret: secretOf(name) });
    await mended();
    log += 1;
    const { read } = core.context.app.study().store;
    expect(read.number("SELECT count(*) FROM journal WHERE name = 'keys.mended'")).toBe(log);
    await client.study.close();
  }
  await core.dispose();

  // A wrong passphrase is one all the same, and mends nothing.
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  const first = keys[0]?.bytes ?? expect.fail();
  const altered = first.with(150, (first[150] ?? 0) ^ 1);
  await writeFile(paths[0] ?? '', altered);
  expect(await refusal(other.study.open({ ref, secret: 'not the passphrase' }))).toMatchObject({
    code: 'PASSPHRASE_WRONG',
  });
  expect((await readFile(paths[0] ?? '')).equals(altered)).toBe(true);
  // Without both of them: named, and the recovery key opens it, with which it gets a passphrase anew.
  for (const path of paths.slice(0, 2)) await rm(path);
  expect(await refusal(other.study.open({ ref, secret: passphrase }))).toMatchObject({
    code: 'KEYS_MISSING',
    data: { file: 'keys/passphrase.age' },
  });
  await other.study.open({ ref, secret: recoveryKey });
  await other.seal.changePassphrase({ secret: recoveryKey, next: 'eleven other words' });
  await other.study.close();
  expect((await other.study.open({ ref, secret: 'eleven other words' })).sessions).toHaveLength(1);
}, 180_000);
