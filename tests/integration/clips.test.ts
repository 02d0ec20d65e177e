import { existsSync, openAsBlob } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { FF_ENCODER_PCM_S16LE } from 'node-av/constants';
import { expect, test } from 'vitest';
import { createMediaWorker } from '../../electron/core/media/client.ts';
import { forkWorker } from '../../electron/core/media/fork.ts';
import { Clips } from '../../electron/core/recordings/clips.ts';
import { StudyFiles } from '../../electron/core/study/files.ts';
import type { AppMessage } from '../../shared/contract/changes.ts';
import type * as ids from '../../shared/model/ids.ts';
import { refusal } from '../fixtures/client.ts';
import { sources } from '../fixtures/core.ts';
import { begin, burstMs, fetchExport, job, measured } from '../fixtures/exporting.ts';
import { makeMedia } from '../fixtures/media/make-media.ts';

const actor = null;

test('one moment is one file, named by pseudonym and number alone; fetched once, it is gone', async () => {
  const { core, client, home, moment, exportsLeft } = await begin();
  await moment(200, 300);
  const momentId = await moment(burstMs - 400, burstMs + 600);
  const exported = await client.clip.export({
    jobId: job(),
    of: { kind: 'moments', momentIds: [momentId] },
    marginMs: 0,
    isRedacted: true,
  });
  expect(exported).toMatchObject({ fileName: 'Ada session 3 moment 2.m4a', count: 1, leftOut: { count: 0 } });
  const clip = await measured(home, await fetchExport(core, exported));
  expect(clip.lengthMs).toBe(1000);
  expect(Math.abs((clip.burstMs ?? 0) - 400)).toBeLessThan(20);
  await expect(fetchExport(core, exported)).rejects.toThrow('nothing there');
  expect(await exportsLeft()).toEqual([]);
});

test('several are a ZIP: parts, points and margins; and what is redacted is covered in each, unless it is asked not to be', async () => {
  const { core, client, home, moment, redact, recordingId, durationMs } = await begin();
  const ranged = await moment(burstMs - 100, burstMs + 100);
  await client.segment.add({ actor, momentId: ranged, startMs: 10_000, endMs: 10_500 });
  const point = await moment(durationMs - 500, durationMs - 500);
  await redact(burstMs - 10, burstMs + 200);
  const told: Extract<AppMessage, { type: 'export' }>[] = [];
  const listening = new AbortController();
  const messages = core.context.app.messages.listen([{ type: 'study', opening: null }], listening.signal);
  const heard = (async () => {
    for await (const message of messages) if (message.type === 'export') told.push(message);
  })();
  const of = { kind: 'moments' as const, momentIds: [ranged, point] };
  const covered = await client.clip.export({ jobId: job(), of, marginMs: 250, isRedacted: true });
  expect(covered).toMatchObject({ fileName: 'Ada session 3 clips.zip', count: 3 });
  const files = unzipSync(await fetchExport(core, covered));
  expect(Object.keys(files)).toEqual([
    'Ada session 3 moment 1 part 1.m4a',
    'Ada session 3 moment 1 part 2.m4a',
    'Ada session 3 moment 2.m4a',
  ]);
  const clips = await Promise.all(Object.values(files).map((bytes) => measured(home, bytes)));
  // The point is at the end of the recording: half a second after it, and the margin before.
  expect(clips).toEqual([
    { lengthMs: 700, burstMs: null },
    { lengthMs: 1000, burstMs: null },
    { lengthMs: 750, burstMs: null },
  ]);
  listening.abort();
  await heard;
  expect(told.at(-1)).toMatchObject({ fraction: 1, done: 2, count: 3 });

  const startMs = burstMs - 350;
  const bare = await client.clip.export({
    jobId: job(),
    of: { kind: 'spans', spans: [{ recordingId, startMs, endMs: burstMs + 350 }] },
    marginMs: 0,
    isRedacted: false,
  });
  expect(bare?.fileName).toBe('Ada session 3 0h00m00s to 0h00m01s.m4a');
  expect(Math.abs(((await measured(home, await fetchExport(core, bare))).burstMs ?? 0) - 350)).toBeLessThan(
    20,
  );
});

test('a result in several parts comes as one clip for each part, each cut to its own ends and named as one of how many', async () => {
  const { core, client, home, recordingId } = await begin();
  const part = (number: number, startMs: number, endMs: number) => ({
    recordingId,
    startMs,
    endMs,
    part: { number, count: 2 },
  });
  const spans = [part(1, burstMs - 300, burstMs + 200), part(2, burstMs - 10, burstMs + 740)];
  const exported = await client.clip.export({
    jobId: job(),
    of: { kind: 'spans', spans },
    marginMs: 0,
    isRedacted: true,
  });
  expect(exported).toMatchObject({ fileName: 'Ada session 3 clips.zip', count: 2 });
  const files = unzipSync(await fetchExport(core, exported));
  expect(Object.keys(files)).toEqual([
    'Ada session 3 0h00m00s to 0h00m01s part 1 of 2.m4a',
    'Ada session 3 0h00m00s to 0h00m01s part 2 of 2.m4a',
  ]);
  const [one, two] = await Promise.all(Object.values(files).map((bytes) => measured(home, bytes)));
  expect([one?.lengthMs, two?.lengthMs]).toEqual([500, 750]);
  expect(Math.abs((one?.burstMs ?? 0) - 300)).toBeLessThan(20);
  expect(Math.abs((two?.burstMs ?? 0) - 10)).toBeLessThan(20);
});

test('a whole recording leaves with what is redacted covered and every instant where it was', async () => {
  const { core, client, home, recordingId, redact, study, durationMs } = await begin();
  const media = join(study, 'media');
  const before = await Promise.all((await readdir(media)).map((name) => readFile(join(media, name))));
  const plain = await client.recording.exportRedacted({ jobId: job(), id: recordingId });
  expect(plain?.fileName).toBe('Ada session 3 redacted.m4a');
  const open = await measured(home, await fetchExport(core, plain));
  expect(open.lengthMs).toBe(durationMs);
  expect(Math.abs((open.burstMs ?? 0) - burstMs)).toBeLessThan(20);
  await redact(burstMs - 10, burstMs + 60);
  const covered = await client.recording.exportRedacted({ jobId: job(), id: recordingId });
  expect(await measured(home, await fetchExport(core, covered))).toEqual({
    lengthMs: durationMs,
    burstMs: null,
  });
  const after = await Promise.all((await readdir(media)).map((name) => readFile(join(media, name))));
  expect(after).toEqual(before);
});

test('cancelled, a file that is missing, a span that is none: said so, and nothing is left', async () => {
  const { client, recordingId, study, exportsLeft } = await begin();
  const jobId = job();
  const whole = refusal(client.recording.exportRedacted({ jobId, id: recordingId }));
  await client.clip.cancel({ jobId });
  expect((await whole).code).toBe('CANCELLED');
  const spanOf = (startMs: number, endMs: number) =>
    client.clip.export({
      jobId: job(),
      of: { kind: 'spans', spans: [{ recordingId, startMs, endMs }] },
      marginMs: 0,
      isRedacted: true,
    });
  expect((await refusal(spanOf(500, 500))).code).toBe('INPUT_INVALID');
  await rm(join(study, 'media'), { recursive: true });
  expect((await refusal(spanOf(0, 500))).code).toBe('MEDIA_MISSING');
  expect(await exportsLeft()).toEqual([]);
});

test('what a crash or an unfetched download left goes when the study is closed, or opened again', async () => {
  const { client, recordingId, study, exportsLeft } = await begin();
  const of = { kind: 'spans' as const, spans: [{ recordingId, startMs: 0, endMs: 500 }] };
  await client.clip.export({ jobId: job(), of, marginMs: 0, isRedacted: true });
  expect(await exportsLeft()).toHaveLength(1);
  await client.study.close();
  expect(await exportsLeft()).toEqual([]);
  await mkdir(join(study, 'exports', 'crashed'));
  await writeFile(join(study, 'exports', 'crashed', '0.mp4'), 'half a clip');
  const [listing] = await client.study.list();
  await client.study.open({ ref: listing?.ref ?? '' });
  expect(await exportsLeft()).toEqual([]);
});

test('while an interview is held, another recaller’s moments cannot be exported', async () => {
  const { client, moment, clientId, therapistId, ofClient } = await begin();
  const [own, others] = [await moment(0, 500, clientId), await moment(0, 500, therapistId)];
  await client.interview.enter({ id: ofClient });
  const clipOf = (momentId: ids.MomentId) =>
    client.clip.export({
      jobId: job(),
      of: { kind: 'moments', momentIds: [momentId] },
      marginMs: 0,
      isRedacted: true,
    });
  expect((await refusal(clipOf(others))).code).toBe('NOT_FOUND');
  expect((await clipOf(own))?.count).toBe(1);
});

test('consent: what is not covered is left out and said; with nothing left it is refused; what leaves is logged', async () => {
  const { client, core, home, moment, recordingId, clientId, therapistId, inquirerId } = await begin();
  const { caseId } = core.context.app.contents().sessions[0] ?? {};
  if (caseId === undefined) throw new Error('the session is gone');
  // A second session, of Ada alone.
  const held = { number: 4, heldOn: null, title: '' };
  const { id: aloneId } = await client.session.create({ actor, caseId, ...held });
  const ada = { personId: clientId, role: 'client' as const, channel: null };
  await client.sessionParticipant.add({ actor, sessionId: aloneId, ...ada });
  const path = join(home, 'alone.wav');
  const sound = { kind: 'audio', encoder: FF_ENCODER_PCM_S16LE, sampleRate: 8000, channels: 1 } as const;
  await makeMedia(path, { muxer: 'wav', seconds: 5, tracks: [{ ...sound, bursts: [1] }] });
  const { stagedId } = await core.bytes.upload('alone.wav', (await openAsBlob(path)).stream());
  const staged = { stagedId, sessionId: aloneId, label: 'Alone', audioTrack: null };
  const { id: aloneRecordingId } = await client.recording.import({ actor, ...staged });
  const span = { startMs: 0, endMs: 500, label: '', selection: 'span' as const };
  const alone = await client.moment.create({
    actor,
    recordingId: aloneRecordingId,
    personId: inquirerId,
    ...span,
  });

  const of = { kind: 'moments' as const, momentIds: [await moment(0, 500), alone.momentId] };
  const exportFor = (use: 'teaching' | 'quotations') =>
    client.clip.export({ jobId: job(), of, marginMs: 0, isRedacted: true, use, purpose: 'a seminar' });
  const decide = (personId: ids.PersonId, decision: 'granted' | 'refused') =>
    client.consent.record({ actor, personId, use: 'teaching', decision, decidedOn: '2026-11-20' });
  await decide(clientId, 'granted');
  await decide(therapistId, 'granted');
  expect(await exportFor('teaching')).toMatchObject({ count: 2, leftOut: { count: 0, people: [] } });
  await decide(therapistId, 'refused');
  expect(await exportFor('teaching')).toMatchObject({
    fileName: 'Ada session 4 moment 1.m4a',
    count: 1,
    leftOut: { count: 1, people: [{ personId: therapistId, why: 'refused' }] },
  });
  // Nobody was asked about quotations: a study that writes consents down takes silence for no.
  expect((await refusal(exportFor('quotations'))).code).toBe('CONSENT_NOT_GIVEN');
  const whole = client.recording.exportRedacted({ jobId: job(), id: recordingId, use: 'teaching' });
  expect((await refusal(whole)).code).toBe('CONSENT_NOT_GIVEN');
  const { read } = core.context.app.study().store;
  expect(read.number("SELECT count(*) FROM journal WHERE name = 'study.exported'")).toBe(2);
});

test('the desktop asks where to, and saves there; nothing stays in the study', async () => {
  const { core, home, recordingId, exportsLeft, durationMs } = await begin();
  const { store, files } = core.context.app.study();
  const worker = createMediaWorker(forkWorker(sources.worker));
  const proposed: string[] = [];
  const logged: string[] = [];
  const leaving = { use: 'analysis' as const, log: (fileName: string) => void logged.push(fileName) };
  let answer: string | null = null;
  const clips = new Clips({
    deps: { files, worker },
    read: store.read,
    dialogs: {
      chooseStudy: async () => null,
      chooseMedia: async () => [],
      chooseKeyFile: async () => null,
      placeKeyFile: async () => null,
      saveFile: async (fileName) => {
        proposed.push(fileName);
        return answer;
      },
    },
    send: () => {},
  });
  try {
    const recording = core.context.app.study().recordings.get(recordingId);
    const whole = { recording, name: 'Ada session 3', personIds: [] };
    expect(await clips.exportRedacted(job(), whole, leaving)).toBeNull();
    answer = join(home, 'chosen.m4a');
    expect(await clips.exportRedacted(job(), whole, leaving)).toMatchObject({ url: null });
    expect(proposed).toEqual(['Ada session 3 redacted.m4a', 'Ada session 3 redacted.m4a']);
    expect((await measured(home, await readFile(answer))).lengthMs).toBe(durationMs);
    answer = join(home, 'no such folder', 'chosen.m4a');
    await expect(clips.exportRedacted(job(), whole, leaving)).rejects.toMatchObject({
      code: expect.any(String),
    });
    expect(existsSync(answer)).toBe(false);

    const full = Object.assign(new StudyFiles(files.root, null), { freeBytes: async () => 1024 });
    const deps = { deps: { files: full, worker }, read: store.read, dialogs: null };
    const onFullDisk = new Clips({ ...deps, send: () => {} });
    await expect(onFullDisk.exportRedacted(job(), whole, leaving)).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    expect(await exportsLeft()).toEqual([]);
    // Also what could then not be written where it was wanted.
    expect(logged).toEqual(['Ada session 3 redacted.m4a', 'Ada session 3 redacted.m4a']);
  } finally {
    worker.dispose();
  }
});
