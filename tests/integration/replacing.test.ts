import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusal } from '../fixtures/client.ts';
import { begin, burstMs, fetchExport, job, measured } from '../fixtures/exporting.ts';
import { readMedia } from '../fixtures/media/read-media.ts';

const actor = null;

test('the redacted version in the place of the recording: the original is gone, every instant and moment stays', async () => {
  const { client, core, recordingId, redact, moment, study, exportsLeft, sessionId } = await begin();
  const replace = () =>
    client.recording.replaceByRedacted({ actor, jobId: job(), id: recordingId, isConfirmed: true });
  // Nothing is redacted: there is nothing to replace it by.
  expect((await refusal(replace())).code).toBe('INPUT_INVALID');
  const momentId = await moment(0, 500);
  await redact(burstMs - 10, burstMs + 60);
  const media = join(study, 'media');
  const before = await readdir(media);
  const was = core.context.app.study().recordings.get(recordingId);
  const original = await readMedia(join(study, was.playedPath));

  await replace();
  const is = core.context.app.study().recordings.get(recordingId);
  expect(is).toMatchObject({ fileName: 'recording.m4a', label: was.label, durationMs: was.durationMs });
  expect(is.checksum).not.toBe(was.checksum);
  expect(is.certificate.verdict).toBe('asIs');
  const after = await readdir(media);
  expect(after).toHaveLength(1);
  expect(before).not.toContain(after[0]);
  const replaced = await readMedia(join(media, after[0] ?? ''));
  const [then, now] = [
    original.channels[0] ?? new Float32Array(),
    replaced.channels[0] ?? new Float32Array(),
  ];
  const [from, to] = [(burstMs - 10) * 8, (burstMs + 60) * 8];
  expect([...now.subarray(0, from)]).toEqual([...then.subarray(0, from)]);
  expect(now.subarray(from, to).every((value) => value === 0)).toBe(true);
  expect([...now.subarray(to)]).toEqual([...then.subarray(to)]);

  const contents = await client.session.load({ id: sessionId });
  expect(contents.redactions).toEqual([]);
  expect(contents.moments.map(({ id }) => id)).toEqual([momentId]);
  expect((await client.recording.peaks({ id: recordingId })).failure).toBeNull();
  // The redaction that it was made from can no longer be taken back, or brought back.
  expect((await refusal(client.history.undo({ actor }))).code).toBe('UNDO_BLOCKED');

  // Killed before the files went: they go when the study is opened.
  await client.study.close();
  await writeFile(join(media, 'old.wav'), 'the original');
  await writeFile(join(media, 'gone.erasing'), JSON.stringify(['media/old.wav', is.originalPath]));
  const [listing] = await client.study.list();
  await client.study.open({ ref: listing?.ref ?? '' });
  expect(await readdir(media)).toEqual(after);
  expect(await exportsLeft()).toEqual([]);
});

test('replacing is stopped like an export, and then nothing has changed', async () => {
  const { client, core, recordingId, redact, study } = await begin();
  await redact(0, 500);
  const was = core.context.app.study().recordings.get(recordingId);
  const jobId = job();
  const call = refusal(
    client.recording.replaceByRedacted({ actor, jobId, id: recordingId, isConfirmed: true }),
  );
  await client.clip.cancel({ jobId });
  expect((await call).code).toBe('CANCELLED');
  expect(core.context.app.study().recordings.get(recordingId)).toEqual(was);
  expect(await readdir(join(study, 'media'))).toHaveLength(1);
});

test('in a sealed study an export lies sealed until it is fetched, and is replaced sealed', async () => {
  const { client, core, home, recordingId, redact, study, exportsLeft, durationMs } = await begin();
  await redact(burstMs - 10, burstMs + 60);
  const [listing] = await client.study.list();
  await client.seal.convert({ ref: listing?.ref ?? '', secret: 'nine quiet stones in a river' });
  const exported = await client.recording.exportRedacted({ jobId: job(), id: recordingId });
  for (const name of await exportsLeft()) {
    const bytes = await readFile(join(study, 'exports', name));
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  }
  expect(await exportsLeft()).toHaveLength(1);
  const clip = await measured(home, await fetchExport(core, exported));
  expect(clip).toEqual({ lengthMs: durationMs, burstMs: null });
  expect(await exportsLeft()).toEqual([]);

  await client.recording.replaceByRedacted({ actor, jobId: job(), id: recordingId, isConfirmed: true });
  const [name, ...others] = await readdir(join(study, 'media'));
  expect(others).toEqual([]);
  expect(name).toMatch(/\.m4a\.age$/);
  expect((await client.seal.verify()).altered).toEqual([]);
});
