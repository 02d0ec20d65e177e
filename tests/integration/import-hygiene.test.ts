import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  FF_ENCODER_AAC,
  FF_ENCODER_FLAC,
  FF_ENCODER_LIBMP3LAME,
  FF_ENCODER_LIBX264,
  FF_ENCODER_PCM_S16LE,
} from 'node-av/constants';
import { expect, test } from 'vitest';
import { clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { type MediaSpec, makeMedia } from '../fixtures/media/make-media.ts';
import { addTags, readTags } from '../fixtures/media/tags.ts';
import { temporaryFolder } from '../fixtures/study.ts';

const sound = { kind: 'audio', sampleRate: 44_100, channels: 2, bursts: [1] } as const;
const aac = { ...sound, encoder: FF_ENCODER_AAC } as const;
const picture = { kind: 'video', encoder: FF_ENCODER_LIBX264, width: 64, height: 48 } as const;

/** Strings that are in no file by chance. */
const place = '+52.5163+013.3777/';
const device = 'Telefon von Adelheid';
const day = '2026-03-14T09:26:53.000000Z';
const track = 'Adelheid spricht';
const tags = {
  file: {
    location: place,
    'com.apple.quicktime.location.ISO6709': place,
    'com.apple.quicktime.model': device,
    artist: device,
    title: device,
    comment: device,
    creation_time: day,
    date: day,
  },
  track: { title: track, handler_name: track, creation_time: day },
};
const secrets = [place, '52.5163', device, 'Adelheid', '2026-03-14', track];

const files = [
  ['telephone.mp4', 'mp4', [picture, aac]],
  ['camera.mov', 'mov', [picture, aac]],
  ['memo.m4a', 'ipod', [aac]],
  ['memo.mp3', 'mp3', [{ ...sound, encoder: FF_ENCODER_LIBMP3LAME }]],
  ['recorder.wav', 'wav', [{ ...sound, encoder: FF_ENCODER_PCM_S16LE }]],
  ['memo.flac', 'flac', [{ ...sound, encoder: FF_ENCODER_FLAC }]],
  ['call.mkv', 'matroska', [picture, aac]],
] as const satisfies readonly (readonly [string, string, MediaSpec['tracks']])[];

async function tagged(name: string, muxer: string, tracks: MediaSpec['tracks']): Promise<string> {
  const folder = await temporaryFolder();
  const bare = join(folder, `bare-${name}`);
  await makeMedia(bare, { muxer, seconds: 4, tracks });
  const path = join(folder, name);
  await addTags(bare, path, muxer === 'ipod' ? 'mp4' : muxer, tags);
  return path;
}

async function newSession() {
  const { core, folder } = await startCore();
  const client = clientOf(core);
  await client.study.create({ title: 'One' });
  const { id: caseId } = await client.case.create({ actor: null, label: 'A' });
  const session = { actor: null, caseId, number: 1, heldOn: null, title: '' };
  const { id: sessionId } = await client.session.create(session);
  const upload = async (path: string) =>
    (await core.bytes.upload(basename(path), (await openAsBlob(path)).stream())).stagedId;
  const importFile = async (path: string) => {
    const job = { actor: null, stagedId: await upload(path), sessionId, label: 'x', audioTrack: null };
    const { id } = await client.recording.import(job);
    const recordings = (await client.study.load())?.recordings ?? [];
    return recordings.find((recording) => recording.id === id) ?? expect.fail('not imported');
  };
  return { client, upload, importFile, study: join(folder, 'studies', 'One.stillpoint') };
}

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

const secretsIn = (bytes: Buffer | string): string[] => {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1');
  return secrets.filter((secret) => text.includes(secret));
};

test.each(files)(
  '%s: no row and no playback copy has its name or its tags; the original is kept bit for bit',
  async (name, muxer, tracks) => {
    const { importFile, study } = await newSession();
    const path = await tagged(name, muxer, tracks);
    // The fixture holds what is looked for.
    expect(secretsIn(await readFile(path))).not.toEqual([]);
    const recording = await importFile(path);
    expect(recording.fileName).toBe(`recording${name.slice(name.lastIndexOf('.'))}`);
    expect(secretsIn(JSON.stringify(recording))).toEqual([]);
    expect(JSON.stringify(recording)).not.toContain(name);
    expect(recording).toMatchObject({ hasTagsRemoved: false, checksum: await sha256(path) });
    expect(await sha256(join(study, recording.originalPath))).toBe(recording.checksum);
    if (recording.playedPath === recording.originalPath) return;
    expect(secretsIn(await readFile(join(study, recording.playedPath)))).toEqual([]);
  },
);

test.each(files)(
  '%s: where the study removes tags, the original has none, plays as before, and is told by the same file',
  async (name, muxer, tracks) => {
    const { client, upload, importFile, study } = await newSession();
    const path = await tagged(name, muxer, tracks);
    const asItIs = await importFile(path);
    await client.study.configure({ actor: null, settings: { removesTags: true } });
    const recording = await importFile(path);
    expect(recording.hasTagsRemoved).toBe(true);
    const kept = join(study, recording.originalPath);
    expect(secretsIn(await readFile(kept))).toEqual([]);
    const found = await readTags(kept);
    expect(secretsIn(JSON.stringify(found))).toEqual([]);
    expect(recording.checksum).toBe(await sha256(kept));
    expect(Math.abs(recording.durationMs - asItIs.durationMs)).toBeLessThanOrEqual(30);
    expect(recording.certificate.verdict).toBe(asItIs.certificate.verdict);

    // Gone missing, it is put back by the file that it was imported from, and by no other.
    await rm(kept);
    if (recording.playedPath !== recording.originalPath) await rm(join(study, recording.playedPath));
    const other = await tagged(
      `other-${name}`,
      muxer,
      [{ ...tracks[0] }, ...tracks.slice(1)].map((one) =>
        one.kind === 'audio' ? { ...one, bursts: [2] } : one,
      ),
    );
    expect(
      await refusal(client.recording.relink({ id: recording.id, stagedId: await upload(other) })),
    ).toMatchObject({ code: 'MEDIA_MISMATCH' });
    await client.recording.relink({ id: recording.id, stagedId: await upload(path) });
    expect(await sha256(kept)).toBe(recording.checksum);
    expect((await readdir(join(study, 'media'))).filter((file) => file.includes('clean'))).toEqual([]);
  },
);

test('a study that keeps file names keeps them', async () => {
  const { client, importFile } = await newSession();
  await client.study.configure({ actor: null, settings: { keepsFileNames: true } });
  const [[name, muxer, tracks]] = files;
  expect((await importFile(await tagged(name, muxer, tracks))).fileName).toBe(name);
});
