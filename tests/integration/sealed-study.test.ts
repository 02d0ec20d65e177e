import { execFile, spawnSync } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { unlockKeys } from '../../electron/core/seal/keys.ts';
import { conversionOf } from '../../electron/core/study/convert.ts';
import { clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import {
  filesIn,
  leaksIn,
  noiseFile,
  passphrase,
  secretWords,
  startSealed,
} from '../fixtures/sealed-study.ts';
import { decryptSqlcipher } from '../fixtures/sqlcipher.ts';
import { temporaryFolder } from '../fixtures/study.ts';

const isInstalled = (command: string) =>
  promisify(execFile)(command, ['--version']).then(
    () => true,
    () => false,
  );

async function peaksAreThere(
  client: ReturnType<typeof clientOf>,
  id: Parameters<typeof client.recording.peaks>[0]['id'],
) {
  await expect.poll(async () => (await client.recording.peaks({ id })).isComplete).toBe(true);
}

test('nothing of a sealed study lies readable on the disk, while it is worked in and afterwards', async () => {
  const { core, client, folder, recordingId } = await startSealed();
  await peaksAreThere(client, recordingId);
  // The write-ahead log holds everything now, and nothing of it has been cleared away.
  expect(await leaksIn(folder)).toEqual([]);
  await client.backup.make();
  await core.dispose();
  expect(await leaksIn(folder)).toEqual([]);
  // The search finds what is there: the same study in the clear leaks everything.
  const { core: other, folder: clearFolder } = await startCore();
  const clear = clientOf(other);
  await clear.study.create({ title: 'Clear' });
  const { fillStudy } = await import('../fixtures/sealed-study.ts');
  await fillStudy(clear, other);
  await other.dispose();
  const leaks = await leaksIn(clearFolder);
  for (const what of ['note', 'label', 'statement', 'code', 'sound'])
    expect(
      leaks.some((leak) => leak.startsWith(`${what} in`)),
      what,
    ).toBe(true);
});

test('it opens with its passphrase only, with everything where it was; a wrong one loses nothing', async () => {
  const { core, client, folder, sessionId, momentId } = await startSealed();
  const before = await client.session.load({ id: sessionId });
  await core.dispose();
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  const [listing] = await other.study.list();
  expect(listing).toMatchObject({ isSealed: true, title: 'Sealed' });
  const ref = listing?.ref ?? '';
  expect(await refusal(other.study.open({ ref }))).toMatchObject({ code: 'PASSPHRASE_NEEDED' });
  const started = performance.now();
  expect(await refusal(other.study.open({ ref, secret: 'quiet river' }))).toMatchObject({
    code: 'PASSPHRASE_WRONG',
  });
  const firstMs = performance.now() - started;
  const contents = await other.study.open({ ref, secret: passphrase });
  // The second look waited a second more than the first.
  expect(performance.now() - started - firstMs).toBeGreaterThan(1000);
  expect(contents.isSealed).toBe(true);
  const after = await other.session.load({ id: sessionId });
  expect({ ...after, seq: 0 }).toEqual({ ...before, seq: 0 });
  expect(after.notes.find((note) => note.momentId === momentId)?.body).toBe(secretWords.note);
});

test('locking closes it, lets go of the keys, and unlocking is opening', async () => {
  const { core, client, sessionId } = await startSealed();
  const app = core.context.app;
  const keys = app.current?.keys;
  await client.seal.lock();
  expect(app.current).toBeNull();
  expect(keys?.database.every((byte) => byte === 0)).toBe(true);
  expect(keys?.files.identity).toBe('');
  const info = await client.app.info();
  expect(info.startFailure?.code).toBe('PASSPHRASE_NEEDED');
  expect(await refusal(client.session.load({ id: sessionId }))).toMatchObject({ code: 'STUDY_NOT_OPEN' });
  await client.study.open({ ref: info.startFailure?.ref ?? '', secret: passphrase });
  expect((await client.session.load({ id: sessionId })).notes).toHaveLength(1);
});

test('another passphrase changes no file but the keys; the recovery key opens it when both are forgotten', async () => {
  const { core, client, studyFolder } = await startSealed();
  const ref = (await client.study.load())?.ref ?? '';
  const mediaBefore = await filesIn(join(studyFolder, 'media'));
  expect(
    await refusal(client.seal.changePassphrase({ secret: 'not this one', next: 'x'.repeat(8) })),
  ).toMatchObject({
    code: 'PASSPHRASE_WRONG',
  });
  await client.seal.changePassphrase({ secret: passphrase, next: 'eleven other words' });
  expect(await filesIn(join(studyFolder, 'media'))).toEqual(mediaBefore);
  const { recoveryKey } = await client.seal.makeRecoveryKey({ secret: 'eleven other words' });
  expect(recoveryKey).toMatch(/^AGE-SECRET-KEY-1/);
  await core.dispose();
  expect((await filesIn(studyFolder)).filter(({ bytes }) => bytes.includes(recoveryKey))).toEqual([]);
  const { core: again } = await startCore(join(studyFolder, '..', '..'));
  const other = clientOf(again);
  expect(await refusal(other.study.open({ ref, secret: passphrase }))).toMatchObject({
    code: 'PASSPHRASE_WRONG',
  });
  const contents = await other.study.open({ ref, secret: ` ${recoveryKey.toLowerCase()} ` });
  expect(contents.hasRecoveryKey).toBe(true);
});

test('public tools open everything: age the files, and a reader of SQLCipher’s published format the database', async () => {
  const { core, client, studyFolder, recordingId } = await startSealed();
  await peaksAreThere(client, recordingId);
  await client.backup.make();
  await core.dispose();
  const keys = await unlockKeys(studyFolder, passphrase);
  const readable = await temporaryFolder();
  for (const name of [
    'study.db',
    ...(await readdir(join(studyFolder, 'backups'))).map((one) => join('backups', one)),
  ]) {
    const path = join(readable, 'opened.db');
    await writeFile(path, decryptSqlcipher(await readFile(join(studyFolder, name)), keys.database));
    const database = new Database(path, { readonly: true });
    expect(database.prepare('SELECT body FROM notes').pluck().all()).toEqual([secretWords.note]);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  }
});

test('the age command opens every file, and the keys’ own file with the passphrase’s recovery key', async (context) => {
  if (!(await isInstalled('age'))) return context.skip('the age command is not installed');
  const { core, client, studyFolder, recordingId } = await startSealed();
  await peaksAreThere(client, recordingId);
  const { recoveryKey } = await client.seal.makeRecoveryKey({ secret: passphrase });
  await core.dispose();
  const run = promisify(execFile);
  const folder = await temporaryFolder();
  const recoveryFile = join(folder, 'recovery.txt');
  await writeFile(recoveryFile, recoveryKey);
  const identityFile = join(folder, 'keys.txt');
  await run('age', ['-d', '-i', recoveryFile, '-o', identityFile, join(studyFolder, 'keys', 'recovery.age')]);
  const sealed = (await filesIn(studyFolder)).filter(
    ({ name }) => name.endsWith('.age') && !name.startsWith('keys'),
  );
  // Original, peaks at five levels with their summary, two slices of an interview's sound.
  expect(sealed.length).toBeGreaterThanOrEqual(9);
  const opened: Buffer[] = [];
  for (const { name } of sealed) {
    const target = join(folder, 'opened');
    await run('age', ['-d', '-i', identityFile, '-o', target, join(studyFolder, name)]);
    opened.push(await readFile(target));
  }
  expect(opened.some((bytes) => bytes.equals(noiseFile()))).toBe(true);
}, 120_000);

test('the commands that SECURITY.md gives do what it says', async (context) => {
  const areThere = (await isInstalled('age')) && (await isInstalled('script'));
  if (!areThere) return context.skip('age, or script (which types the passphrase for it), is not installed');
  const { core, client, studyFolder } = await startSealed();
  const { recoveryKey } = await client.seal.makeRecoveryKey({ secret: passphrase });
  await core.dispose();
  await writeFile(join(studyFolder, 'recovery.txt'), recoveryKey);
  const nameIn = async (folder: string) =>
    ((await readdir(join(studyFolder, folder)))[0] ?? '').split(/\.(?:wav|recording)/)[0] ?? '';
  const [recording, part] = [await nameIn('media'), await nameIn('recall')];
  const page = await readFile(join(import.meta.dirname, '../../SECURITY.md'), 'utf8');
  const [, block = ''] = /### Decrypting without.*?```sh\n(.*?)```/s.exec(page) ?? [];
  const lines = block
    .split('\n')
    .map((line) => line.replaceAll('NAME', line.includes('recall/') ? part : recording));
  const typed = lines.find((line) => line.includes('passphrase')) ?? '';
  const [, withRecoveryKey = '', ...others] = lines;
  const run = (command: string, input = '') => {
    const made = spawnSync('sh', ['-c', command], { cwd: studyFolder, input, encoding: 'utf8' });
    expect([command, made.status, made.stderr]).toEqual([command, 0, '']);
    return made.stdout;
  };
  run(`script -qec '${typed.replace(/ *#.*/, '')}' /dev/null`, `${passphrase}\n`);
  const keysText = await readFile(join(studyFolder, 'keys.txt'), 'utf8');
  await rm(join(studyFolder, 'keys.txt'));
  run(withRecoveryKey);
  expect(await readFile(join(studyFolder, 'keys.txt'), 'utf8')).toBe(keysText);
  const said = others.filter((line) => line !== '' && !line.startsWith('sqlcipher')).map((line) => run(line));
  expect(said.at(-1)).toMatch(/[0-9a-f]{64}/);
  expect((await readFile(join(studyFolder, `${recording}.wav`))).equals(noiseFile())).toBe(true);
  const sound = noiseFile().subarray(44, 20_044);
  const heard = await readFile(join(studyFolder, 'interview.webm'));
  expect(heard.equals(Buffer.concat([sound, sound]))).toBe(true);
}, 60_000);

test('a flipped bit in any file is found, said by name, and nothing else is lost', async () => {
  const { core, client, folder, studyFolder, recordingId, sessionId } = await startSealed();
  await peaksAreThere(client, recordingId);
  await core.dispose();
  const names = (await filesIn(studyFolder)).filter(
    ({ name }) => name.endsWith('.age') && !name.startsWith('keys'),
  );
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  const ref = (await other.study.list())[0]?.ref ?? '';
  await other.study.open({ ref, secret: passphrase });
  expect(await other.seal.verify()).toMatchObject({ altered: [] });
  for (const { name, bytes } of names) {
    const path = join(studyFolder, name);
    for (const at of [3, Math.floor(bytes.byteLength / 2), bytes.byteLength - 1]) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x10;
      await writeFile(path, altered);
      const { altered: found } = await other.seal.verify();
      expect(
        found.map((one) => name.startsWith(one) || name.replace(/\.age.*/, '') === one),
        `${name} at ${at}`,
      ).toEqual([true]);
    }
    await writeFile(path, bytes);
  }
  expect(await other.seal.verify()).toMatchObject({ altered: [] });
  expect((await other.session.load({ id: sessionId })).notes).toHaveLength(1);
  const { read } = again.context.app.study().store;
  expect(read.number("SELECT count(*) FROM journal WHERE name = 'file.damaged'")).toBeGreaterThan(0);
}, 120_000);

test('a flipped bit in the database is found, and its backups are offered', async () => {
  const { core, client, folder, studyFolder } = await startSealed();
  await client.backup.make();
  const ref = (await client.study.load())?.ref ?? '';
  await core.dispose();
  const path = join(studyFolder, 'study.db');
  const bytes = await readFile(path);
  bytes[5000] = (bytes[5000] ?? 0) ^ 1;
  await writeFile(path, bytes);
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  expect(await refusal(other.study.open({ ref, secret: passphrase }))).toMatchObject({
    code: 'STUDY_DAMAGED',
  });
  const [newest] = await other.backup.list({ ref });
  const restored = await other.backup.restore({ ref, name: newest?.name ?? '', secret: passphrase });
  expect(restored.sessions).toHaveLength(1);
});

test('a study is sealed later, and brought into the clear again, with nothing lost either way', async () => {
  const { core, folder } = await startCore();
  const client = clientOf(core);
  await client.study.create({ title: 'Later' });
  const { fillStudy } = await import('../fixtures/sealed-study.ts');
  const { sessionId, recordingId } = await fillStudy(client, core);
  await peaksAreThere(client, recordingId);
  await client.backup.make();
  const ref = (await client.study.load())?.ref ?? '';
  const before = { ...(await client.session.load({ id: sessionId })), seq: 0 };
  expect((await leaksIn(folder)).length).toBeGreaterThan(4);

  const sealed = await client.seal.convert({ ref, secret: passphrase });
  expect(sealed.isSealed).toBe(true);
  expect({ ...(await client.session.load({ id: sessionId })), seq: 0 }).toEqual(before);
  const media = await core.bytes.media(recordingId);
  const bytes = await new Response(media?.read({ start: 0, end: (media?.byteCount ?? 1) - 1 })).arrayBuffer();
  expect(Buffer.from(bytes).equals(noiseFile())).toBe(true);
  expect(await leaksIn(folder)).toEqual([]);

  const clear = await client.seal.convert({ ref, secret: passphrase });
  expect(clear.isSealed).toBe(false);
  expect({ ...(await client.session.load({ id: sessionId })), seq: 0 }).toEqual(before);
  const { read } = core.context.app.study().store;
  const logged = read.all(
    "SELECT name FROM journal WHERE name IN ('study.sealed', 'study.unsealed') ORDER BY seq",
  );
  expect(logged.map(({ name }) => name)).toEqual(['study.sealed', 'study.unsealed']);
  const studyFolder = join(folder, 'studies', 'Later.stillpoint');
  expect((await filesIn(studyFolder)).filter(({ name }) => name.includes('.age'))).toEqual([]);
}, 120_000);

test('a conversion that is interrupted anywhere goes on, both ways, and loses nothing', async () => {
  const { core, folder } = await startCore();
  const client = clientOf(core);
  await client.study.create({ title: 'Half' });
  const { fillStudy } = await import('../fixtures/sealed-study.ts');
  const { sessionId, recordingId } = await fillStudy(client, core);
  await peaksAreThere(client, recordingId);
  await client.backup.make();
  const ref = (await client.study.load())?.ref ?? '';
  const before = { ...(await client.session.load({ id: sessionId })), seq: 0 };
  const { app } = core.context;
  const studyFolder = join(folder, 'studies', 'Half.stillpoint');
  for (const direction of ['sealed', 'clear']) {
    let isDone = false;
    // Stopped at the first step, then at the second, and so on, until it gets through.
    for (let steps = 1; !isDone; steps += 1) {
      const stopping = new AbortController();
      let seen = 0;
      const send = app.messages.send.bind(app.messages);
      app.messages.send = (message) => {
        if (message.type === 'conversion') {
          seen += 1;
          if (seen === steps) stopping.abort();
        }
        send(message);
      };
      const outcome = await app.convert(studyFolder, passphrase, { signal: stopping.signal }).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      app.messages.send = send;
      if (outcome === null) isDone = true;
      else {
        expect(outcome).toMatchObject({ code: 'CANCELLED' });
        if ((await conversionOf(studyFolder)) === null) {
          // While it was read through: it was not begun, and is open as it was.
          expect((await client.study.load())?.isSealed).toBe(direction === 'clear');
          continue;
        }
        expect(await refusal(client.study.open({ ref, secret: passphrase }))).toMatchObject({
          code: 'CONVERSION_PENDING',
        });
      }
      expect(steps).toBeLessThan(40);
    }
    expect({ ...(await client.session.load({ id: sessionId })), seq: 0 }, direction).toEqual(before);
    if (direction === 'sealed') expect(await leaksIn(folder)).toEqual([]);
  }
}, 240_000);

test('without its keys’ files a sealed study is not taken for a plain one, nor sealed anew; put back, it opens', async () => {
  const { core, folder, studyFolder } = await startSealed();
  await core.dispose();
  const aside = await temporaryFolder();
  await cp(join(studyFolder, 'keys'), join(aside, 'keys'), { recursive: true });
  await rm(join(studyFolder, 'keys'), { recursive: true });
  const before = await filesIn(studyFolder);
  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  const ref = (await other.study.list())[0]?.ref ?? '';
  const missing = { code: 'KEYS_MISSING', data: { file: 'keys/passphrase.age' } };
  expect(await refusal(other.study.open({ ref }))).toMatchObject(missing);
  const [backup] = await other.backup.list({ ref });
  expect(await refusal(other.backup.restore({ ref, name: backup?.name ?? '' }))).toMatchObject(missing);
  expect(await refusal(other.seal.convert({ ref, secret: passphrase }))).toMatchObject(missing);
  // Nor when a conversion was under way, whose end would otherwise be taken for reached.
  const marker = join(studyFolder, 'conversion.json');
  await writeFile(marker, JSON.stringify({ to: 'sealed' }));
  expect(await refusal(other.study.open({ ref }))).toMatchObject(missing);
  expect(await refusal(other.seal.convert({ ref, secret: passphrase }))).toMatchObject(missing);
  await rm(marker);
  expect(await filesIn(studyFolder)).toEqual(before);
  await cp(join(aside, 'keys'), join(studyFolder, 'keys'), { recursive: true });
  expect((await other.study.open({ ref, secret: passphrase })).sessions).toHaveLength(1);
});

test('a backup of the open study is put in place without asking for the passphrase again, and a refusal closes nothing', async () => {
  const { client, studyFolder, momentId, sessionId } = await startSealed();
  const { ref = '', opening } = (await client.study.load()) ?? {};
  const good = await client.backup.make();
  await client.note.write({ actor: null, momentId, body: 'after the backup' });
  const bad = await client.backup.make();
  const path = join(studyFolder, 'backups', bad.name);
  const bytes = await readFile(path);
  await writeFile(path, bytes.with(6000, (bytes[6000] ?? 0) ^ 1));
  const restore = (name: string) => client.backup.restore({ ref, name });
  expect(await refusal(restore(bad.name))).toMatchObject({ code: 'BACKUP_DAMAGED' });
  expect(await refusal(restore('none.db'))).toMatchObject({ code: 'NOT_FOUND' });
  expect((await client.study.load())?.opening).toBe(opening);
  const restored = await restore(good.name);
  expect(restored).toMatchObject({ ref, isSealed: true });
  expect((await client.session.load({ id: sessionId })).notes.map(({ body }) => body)).toEqual([
    secretWords.note,
  ]);
  // The keys are still there: what is written is sealed, and it locks and opens as before.
  await client.note.write({ actor: null, momentId, body: 'after it was restored' });
  await client.seal.lock();
  await client.study.open({ ref, secret: passphrase });
  expect((await client.session.load({ id: sessionId })).notes[0]?.body).toBe('after it was restored');
});
