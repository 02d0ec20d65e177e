import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { FF_ENCODER_LIBOPUS } from 'node-av/constants';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../../electron/core/store/ids.ts';
import { routes } from '../../shared/contract/routes.ts';
import { type InterviewId, interviewId, type StagedId, stagedId } from '../../shared/model/ids.ts';
import { type Client, refusal } from '../fixtures/client.ts';
import { planInterviews } from '../fixtures/interview.ts';
import { makeMedia } from '../fixtures/media/make-media.ts';
import { temporaryFolder } from '../fixtures/study.ts';

const actor = null;
const seconds = 12;

/** What MediaRecorder gives, a slice about each second: WebM with Opus, written as it goes, without an index. */
async function recordedSlices(): Promise<Buffer[]> {
  const path = join(await temporaryFolder(), 'interview.webm');
  await makeMedia(path, {
    muxer: 'webm',
    muxerOptions: { live: '1', cluster_time_limit: '1000' },
    seconds,
    tracks: [
      {
        kind: 'audio',
        encoder: FF_ENCODER_LIBOPUS,
        options: { b: '32000' },
        sampleRate: 48_000,
        channels: 1,
        bursts: [2, 5, 8],
      },
    ],
  });
  const whole = await readFile(path);
  const size = Math.ceil(whole.byteLength / seconds);
  return Array.from({ length: seconds }, (_, index) => whole.subarray(index * size, (index + 1) * size));
}

const offsetsOf = (slices: readonly Buffer[]) =>
  slices.map((_, index) => slices.slice(0, index).reduce((sum, slice) => sum + slice.byteLength, 0));

test('slices are laid down once, a hole is refused, and the whole becomes a recording of the interview', async () => {
  const { core, client, ofClient, ofTherapist, sessionId } = await planInterviews();
  const slices = await recordedSlices();
  const offsets = offsetsOf(slices);
  const partId = newId(stagedId);
  const append = (index: number, of: InterviewId = ofClient) =>
    core.bytes.appendPart(
      { interviewId: of, partId, startMs: 3000, offset: offsets[index] ?? 0 },
      slices[index] ?? Buffer.alloc(0),
    );
  await append(0);
  expect(await refusal(append(2))).toMatchObject({ code: 'CONFLICT', data: { byteCount: offsets[1] } });
  // The answer to the first was lost: it is sent again, and so are some that cross each other on the way.
  await append(0);
  await append(1);
  await Promise.all([append(2), append(3), append(2)]);
  for (let index = 4; index < slices.length; index += 1) await append(index);
  const whole = Buffer.concat(slices);
  expect(await client.interviewRecording.unfinished({ interviewId: ofClient })).toEqual([
    { partId, startMs: 3000, byteCount: whole.byteLength },
  ]);
  expect(await client.interviewRecording.unfinished({ interviewId: ofTherapist })).toEqual([]);
  expect(
    await refusal(client.interviewRecording.finish({ actor, interviewId: ofTherapist, partId })),
  ).toMatchObject({ code: 'NOT_FOUND' });

  const { id } = await client.interviewRecording.finish({ actor, interviewId: ofClient, partId });
  expect(await client.interviewRecording.unfinished({ interviewId: ofClient })).toEqual([]);
  const [recording] = (await client.interview.load({ id: ofClient })).recordings;
  expect(recording).toMatchObject({
    id,
    sessionId,
    interviewId: ofClient,
    interviewStartMs: 3000,
    interviewRate: 1,
  });
  expect(Math.abs((recording?.durationMs ?? 0) - seconds * 1000)).toBeLessThan(100);
  expect(await client.recording.check({ id })).toEqual({ isPresent: true });
  expect(await refusal(client.interview.remove({ actor, id: ofClient }))).toMatchObject({ code: 'IN_USE' });

  // Killed after the recording was committed and before its part went: it is not made a second time.
  for (const index of slices.keys()) await append(index);
  expect((await client.interviewRecording.finish({ actor, interviewId: ofClient, partId })).id).toBe(id);
  expect((await client.interview.load({ id: ofClient })).recordings).toHaveLength(1);
  expect(await client.interviewRecording.unfinished({ interviewId: ofClient })).toEqual([]);
  const nobody = newId(interviewId);
  expect(await refusal(append(0, nobody))).toMatchObject({ code: 'NOT_FOUND' });

  // While the other one's interview is open this one's sound is neither listed nor served.
  const served = async () => (await core.bytes.media(id)) !== null;
  expect(await served()).toBe(true);
  await client.interview.enter({ id: ofTherapist });
  expect(await served()).toBe(false);
  expect(JSON.stringify(await client.study.load())).not.toContain(id);
  await client.interview.leave();
  expect(await served()).toBe(true);
});

test('a recording of another device is aligned: shifted by one point, its drift fitted by two or more', async () => {
  const { core, client, ofClient } = await planInterviews();
  const bytes = Buffer.concat(await recordedSlices());
  const staged = await core.bytes.upload('recorder.webm', new Blob([bytes]).stream());
  const { stagedId: upload } = staged;
  const { id } = await client.interviewRecording.attach({ actor, interviewId: ofClient, stagedId: upload });
  const align = async (points: { interviewMs: number; recordingMs: number }[]) => {
    await client.interviewRecording.align({ actor, recordingId: id, points });
    const { recordings, syncPoints } = await client.interview.load({ id: ofClient });
    return { ...recordings[0], pointCount: syncPoints.length };
  };
  expect(await align([{ interviewMs: 9000, recordingMs: 2000 }])).toMatchObject({
    interviewStartMs: 7000,
    interviewRate: 1,
    pointCount: 1,
  });
  // The recorder gains a thousandth: 10,010 ms of it are 10,000 of the interview.
  const drifted = await align([
    { interviewMs: 1000, recordingMs: 0 },
    { interviewMs: 6000, recordingMs: 5005 },
    { interviewMs: 11_000, recordingMs: 10_010 },
  ]);
  expect(drifted.pointCount).toBe(3);
  expect(drifted.interviewStartMs).toBeCloseTo(1000, 3);
  expect(drifted.interviewRate).toBeCloseTo(1.001, 6);
  const twice = [
    { interviewMs: 1000, recordingMs: 500 },
    { interviewMs: 9000, recordingMs: 500 },
  ];
  expect(await refusal(align(twice))).toMatchObject({ code: 'INPUT_INVALID', data: { field: 'points' } });
  expect(await align([])).toMatchObject({ interviewStartMs: 0, interviewRate: 1, pointCount: 0 });
});

/** A server in a process of its own, and the window that opens the address it prints. */
async function serve(home: string, ...words: string[]) {
  const entry = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url));
  const env = {
    ...process.env,
    STILLPOINT_PROFILE: join(home, 'profile'),
    STILLPOINT_STUDIES: join(home, 'studies'),
  };
  const child: ChildProcess = spawn(process.execPath, [entry, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
    child.once('exit', () => reject(new Error('it ended before it listened')));
  });
  const { url } = JSON.parse(line);
  const answer = await fetch(url, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const client: Client = createORPCClient(
    new RPCLink({ url: new URL(routes.calls, url).href, headers: { cookie } }),
  );
  const post = (interviewId: string, partId: StagedId, offset: number, body: Buffer<ArrayBuffer>) =>
    fetch(new URL(`${routes.recall}${interviewId}/${partId}?startMs=0&offset=${offset}`, url), {
      method: 'POST',
      headers: { cookie, origin: new URL(url).origin },
      body,
    });
  return {
    child,
    client,
    post,
    media: (id: string) => fetch(new URL(`/media/${id}`, url), { headers: { cookie } }),
  };
}

test('killed in the middle: what was answered is there, and plays', async () => {
  const planned = await planInterviews();
  const { home, ofClient } = planned;
  await planned.core.dispose();
  const study = join(home, 'studies', 'Recall.stillpoint');
  const slices = await recordedSlices();
  const offsets = offsetsOf(slices);
  const partId = newId(stagedId);
  const keptSlices = 7;

  const first = await serve(home, '--study', study);
  await first.client.interview.enter({ id: ofClient });
  await first.client.interview.begin({ actor, id: ofClient });
  for (let index = 0; index < keptSlices; index += 1) {
    const answer = await first.post(ofClient, partId, offsets[index] ?? 0, Buffer.from(slices[index] ?? []));
    expect(answer.status).toBe(200);
  }
  const press = { interviewId: ofClient, sessionMs: 5000, interviewMs: 6000, at: 1 };
  await first.client.stop.make({ actor, ...press, initiator: 'recaller', means: 'clicker' });
  // One more is on its way while the power goes.
  const cut = first
    .post(ofClient, partId, offsets[keptSlices] ?? 0, Buffer.from(slices[keptSlices] ?? []))
    .catch(() => null);
  first.child.kill('SIGKILL');
  await cut;

  const second = await serve(home, '--study', study);
  const [part, ...others] = await second.client.interviewRecording.unfinished({ interviewId: ofClient });
  expect(others).toEqual([]);
  expect(part?.partId).toBe(partId);
  expect(part?.byteCount).toBeGreaterThanOrEqual(offsets[keptSlices] ?? 0);
  const { id } = await second.client.interviewRecording.finish({ actor, interviewId: ofClient, partId });
  const contents = await second.client.interview.load({ id: ofClient });
  expect(contents.stops).toMatchObject([{ sessionMs: 5000, interviewMs: 6000 }]);
  // A slice is a twelfth of the bytes and so about a second; what was in the last unfinished frame is lost.
  const [recording] = contents.recordings;
  expect(recording?.durationMs).toBeGreaterThan((keptSlices - 2) * 1000);
  const served = await second.media(id);
  expect(served.status).toBe(200);
  expect((await served.arrayBuffer()).byteLength).toBeGreaterThan(1000);
});
