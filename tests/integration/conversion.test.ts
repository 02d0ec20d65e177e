import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { isSealed } from '../../electron/core/seal/keys.ts';
import { conversionOf } from '../../electron/core/study/convert.ts';
import { type Client, clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { filesIn, fillStudy, leaksIn, noiseFile, passphrase } from '../fixtures/sealed-study.ts';
import { smallDisk } from '../fixtures/small-disk.ts';
import { temporaryFolder } from '../fixtures/study.ts';

type Filled = Awaited<ReturnType<typeof newStudy>>;

/** A study in the clear with every kind of file in it, two backups and a database that a backup took the place of. */
async function newStudy(folder?: string) {
  const { core, folder: home } = await startCore(folder);
  const client = clientOf(core);
  const { ref } = await client.study.create({ title: 'Convert' });
  const made = await fillStudy(client, core);
  await peaksAreThere(client, made);
  const { name } = await client.backup.make();
  await client.backup.restore({ ref, name });
  await client.note.write({ actor: null, momentId: made.momentId, body: 'after the backup' });
  await client.study.close();
  return { core, client, home, ref, study: join(home, 'studies', 'Convert.stillpoint'), ...made };
}

const peaksAreThere = (client: Client, { recordingId }: Pick<Filled, 'recordingId'>) =>
  expect.poll(async () => (await client.recording.peaks({ id: recordingId })).isComplete).toBe(true);

/** All there is in the open study: rows, and every file as it is read. */
async function everything(core: Core, client: Client, { sessionId, recordingId, interviewId }: Filled) {
  const { files } = core.context.app.study();
  const media = await core.bytes.media(recordingId);
  const whole = media?.read({ start: 0, end: media.byteCount - 1 });
  const parts = await client.interview.load({ id: interviewId });
  const sounds = await Promise.all(
    (await files.list('recall')).map(async (name) => await files.checksum(`recall/${name}`)),
  );
  const peaks = await Promise.all(
    (await files.list(`peaks/${recordingId}`)).map(
      async (name) => await files.checksum(`peaks/${recordingId}/${name}`),
    ),
  );
  return {
    session: { ...(await client.session.load({ id: sessionId })), seq: 0 },
    interview: { ...parts, seq: 0 },
    isSound: Buffer.from(await new Response(whole ?? null).arrayBuffer()).equals(noiseFile()),
    sounds,
    peaks,
    backups: (await client.backup.list({})).length > 0,
  };
}

/** What must not be left when a conversion is over: the other form of anything, and what was under way. */
async function leftovers(study: string, isSealed: boolean): Promise<string[]> {
  const names = (await filesIn(study)).map(({ name }) => name);
  return names.filter((name) => {
    const isDatabase = /^(study\.db|backups\/[^/]+\.db)(-wal|-shm)?$/.test(name) || name === 'lock';
    const isUnfinished = /\.part|conversion|-journal/.test(name);
    return isUnfinished || (!isDatabase && name.includes('.age') !== isSealed);
  });
}

test('a full disk in the middle of sealing and unsealing: said, nothing lost, gone on with when there is room', async (context) => {
  const disk = await smallDisk(context, 90);
  const made = await newStudy(join(disk.folder, 'home'));
  const { core, client, ref, study, home } = made;
  await client.study.open({ ref });
  const before = await everything(core, client, made);
  for (const isAfter of [true, false]) {
    disk.fill();
    const stopped = new Set<string>();
    let tries = 0;
    while (true) {
      const outcome = await client.seal.convert({ ref, secret: passphrase }).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (outcome === null) break;
      expect(outcome, `try ${tries}`).toMatchObject({ code: 'DISK_FULL' });
      const pending = await conversionOf(study);
      const { startFailure } = await client.app.info();
      // Home says why it stopped, and goes on with it; what was not begun is as it was.
      if (pending !== null)
        expect(startFailure).toMatchObject({ code: 'CONVERSION_PENDING', data: { cause: 'DISK_FULL' } });
      stopped.add(pending ?? 'before it began');
      tries += 1;
      expect(tries).toBeLessThan(40);
      disk.free(192 * 1024);
    }
    // Otherwise it was not in the middle.
    expect([...stopped]).toContain(isAfter ? 'sealed' : 'clear');
    disk.free();
    expect((await client.study.load())?.isSealed).toBe(isAfter);
    expect(await everything(core, client, made)).toEqual(before);
    if (isAfter) expect(await leaksIn(home)).toEqual([]);
    expect(await leftovers(study, isAfter)).toEqual([]);
  }
}, 300_000);

/** Converts in a process of its own; killed `afterMs` after its first bytes, if it lasts that long. Answers how long it did. */
async function convertUntilKilled(home: string, afterMs: number): Promise<number> {
  const entry = join(import.meta.dirname, '../fixtures/convert-until-killed.ts');
  const child = spawn(process.execPath, [entry, home, passphrase], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let begunAt = 0;
  createInterface(child.stdout).once('line', () => {
    begunAt = performance.now();
    void setTimeout(afterMs).then(() => child.kill('SIGKILL'));
  });
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  return performance.now() - begunAt;
}

test('killed at any moment of sealing and unsealing it goes on, as often as need be, and nothing is lost', async () => {
  const made = await newStudy();
  const { core, client, ref, study, home } = made;
  await client.study.open({ ref });
  const before = await everything(core, client, made);
  await client.study.close();
  // One round undisturbed says how long it takes here and now, so that the moments fall into it.
  const wholeMs = [await convertUntilKilled(home, 600_000), await convertUntilKilled(home, 600_000)];
  let interrupted = 0;
  for (const isAfter of [true, false]) {
    const isBefore = !isAfter;
    for (const from of [0, 0.1, 0.2, 0.4, 0.6]) {
      const afterMs = from === 0 ? 0 : (from + Math.random() * 0.2) * (wholeMs[isAfter ? 0 : 1] ?? 0);
      await convertUntilKilled(home, afterMs);
      const pending = await conversionOf(study);
      // Not begun, or over: it is wholly the one or the other.
      if (pending === null && (await isSealed(study)) === isBefore) continue;
      if (pending === null) break;
      interrupted += 1;
      expect([afterMs, pending]).toEqual([afterMs, isAfter ? 'sealed' : 'clear']);
      // Until it is over it does not open half: whoever tries is told, and what goes on.
      expect(await refusal(client.study.open({ ref, secret: passphrase }))).toMatchObject({
        code: 'CONVERSION_PENDING',
        data: { to: pending },
      });
    }
    const isOver = (await conversionOf(study)) === null && (await isSealed(study)) === isAfter;
    const contents = await (isOver
      ? client.study.open({ ref, secret: passphrase })
      : client.seal.convert({ ref, secret: passphrase }));
    expect(contents.isSealed).toBe(isAfter);
    expect(await everything(core, client, made)).toEqual(before);
    await client.study.close();
    if (isAfter) expect(await leaksIn(home)).toEqual([]);
    expect(await leftovers(study, isAfter)).toEqual([]);
  }
  expect(interrupted).toBeGreaterThan(0);
}, 300_000);

test('killed before the keys are down, or after the last file, there is nothing to go on with: it opens as it is', async () => {
  // In a folder whose name means something inside a study.
  const made = await newStudy(join(await temporaryFolder(), 'recall', 'media'));
  const { core, client, ref, study } = made;
  await writeFile(join(study, 'conversion.json'), JSON.stringify({ to: 'sealed' }));
  expect((await client.study.open({ ref })).isSealed).toBe(false);
  expect(await conversionOf(study)).toBeNull();
  const before = await everything(core, client, made);
  await client.seal.convert({ ref, secret: passphrase });
  expect(await everything(core, client, made)).toEqual(before);
});

/** As a kill leaves a database in the middle of a transaction: half of it in the file, what was there before in its journal. */
function leaveJournal(path: string): void {
  const script = `const database = new (require('better-sqlite3'))(process.argv[1]);
    database.pragma('journal_mode = DELETE');
    database.pragma('cache_size = 1');
    database.exec("BEGIN; UPDATE notes SET body = 'half written'");
    database.exec('CREATE TABLE more (x); INSERT INTO more WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 20000) SELECT hex(randomblob(100)) FROM n');
    process.kill(process.pid, 'SIGKILL');`;
  const cwd = join(import.meta.dirname, '../..');
  expect(spawnSync(process.execPath, ['-e', script, path], { cwd }).signal).toBe('SIGKILL');
}

test('what a kill left of a transaction, in the database or a backup, is settled before either is sealed', async () => {
  const made = await newStudy();
  const { core, client, ref, study } = made;
  await client.study.open({ ref });
  const before = await everything(core, client, made);
  await client.study.close();
  const [backup] = await client.backup.list({ ref });
  for (const path of ['study.db', `backups/${backup?.name}`]) {
    leaveJournal(join(study, path));
    expect((await stat(join(study, `${path}-journal`))).size).toBeGreaterThan(0);
  }
  expect((await client.seal.convert({ ref, secret: passphrase })).isSealed).toBe(true);
  expect(await everything(core, client, made)).toEqual(before);
  expect((await client.seal.verify()).altered).toEqual([]);
  await client.study.close();
  expect(await leftovers(study, true)).toEqual([]);
});

test('a damaged backup neither stops the sealing nor stays readable, and comes back as it was', async () => {
  const { client, ref, study, home } = await newStudy();
  const [listed] = await client.backup.list({ ref });
  const path = join(study, 'backups', listed?.name ?? '');
  const bytes = await readFile(path);
  bytes.fill(0x5a, 4096, 9000);
  await writeFile(path, bytes);
  await client.seal.convert({ ref, secret: passphrase });
  expect(await leaksIn(home)).toEqual([]);
  expect(await leftovers(study, true)).toEqual([]);
  await client.seal.convert({ ref, secret: passphrase });
  expect((await readFile(path)).equals(bytes)).toBe(true);
}, 60_000);

test('what cannot be converted is refused before anything is: wrong passphrase, damaged database, altered file', async () => {
  const made = await newStudy();
  const { core, client, ref, study, recordingId } = made;
  await client.study.open({ ref });
  const before = await everything(core, client, made);
  await client.seal.convert({ ref, secret: passphrase });
  const { opening } = (await client.study.load()) ?? {};
  const convert = (secret = passphrase) => refusal(client.seal.convert({ ref, secret }));
  expect(await convert('another one')).toMatchObject({ code: 'PASSPHRASE_WRONG' });
  // Not even closed for it.
  expect((await client.study.load())?.opening).toBe(opening);

  const [media = ''] = (await filesIn(join(study, 'media'))).map(({ name }) => join(study, 'media', name));
  const bytes = await readFile(media);
  await writeFile(media, bytes.with(500, (bytes[500] ?? 0) ^ 4));
  expect(await convert()).toMatchObject({
    code: 'FILE_ALTERED',
    data: { file: `media/${basename(media, '.age')}` },
  });
  expect(await conversionOf(study)).toBeNull();
  // Open as before, with all that can be read.
  expect((await client.study.load())?.isSealed).toBe(true);
  await writeFile(media, bytes);
  expect(await everything(core, client, made)).toEqual(before);

  await client.study.close();
  const database = join(study, 'study.db');
  const pages = await readFile(database);
  await writeFile(database, pages.with(5000, (pages[5000] ?? 0) ^ 4));
  expect(await convert()).toMatchObject({ code: 'STUDY_DAMAGED' });
  expect(await conversionOf(study)).toBeNull();
  await writeFile(database, pages);
  await client.seal.convert({ ref, secret: passphrase });
  expect(await everything(core, client, made)).toEqual(before);
  expect(recordingId).toBeDefined();
}, 60_000);
