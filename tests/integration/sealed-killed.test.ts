import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { FF_ENCODER_LIBX264, FF_ENCODER_PCM_S16LE } from 'node-av/constants';
import { expect, test } from 'vitest';
import { clientOf } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { makeMedia } from '../fixtures/media/make-media.ts';
import { leaksIn, type Needle, passphrase, piecesOf, startSealed } from '../fixtures/sealed-study.ts';
import { temporaryFolder } from '../fixtures/study.ts';

const actor = null;

/** Pieces of the file as it came in, which is never in the study's folder in the clear, not even for a moment. */
async function piecesOfFile(path: string): Promise<Needle[]> {
  const bytes = await readFile(path);
  const pieces = Array.from({ length: 100 }, (_, part) =>
    bytes.subarray(Math.floor((bytes.byteLength * part) / 100)).subarray(0, 32),
  );
  // Silence and padding stand in many files.
  const telling = pieces.filter((piece) => new Set(piece).size > 20);
  return telling.map((piece) => ({ what: 'what came in', bytes: piece }));
}

test('killed at any moment of an import or an export, nothing of a recording lies readable anywhere, and all is cleared away', async () => {
  const { core, client, folder, studyFolder, sessionId } = await startSealed();
  const source = join(await temporaryFolder(), 'a.mov');
  await makeMedia(source, {
    muxer: 'mov',
    seconds: 12,
    tracks: [
      { kind: 'video', encoder: FF_ENCODER_LIBX264, width: 320, height: 240 },
      { kind: 'audio', encoder: FF_ENCODER_PCM_S16LE, sampleRate: 44_100, channels: 2, bursts: [3, 9] },
    ],
  });
  const { stagedId } = await core.bytes.upload('a.mov', new Blob([await readFile(source)]).stream());
  const job = { actor, stagedId, sessionId, label: 'Film', audioTrack: null };
  const { id } = await client.recording.import(job);
  await expect.poll(async () => (await client.recording.peaks({ id })).isComplete).toBe(true);
  await core.dispose();
  const pieces = [...(await piecesOfFile(source)), ...(await piecesOf(studyFolder, passphrase))];
  expect(pieces.some(({ what }) => what.endsWith('.playback.mp4'))).toBe(true);
  const media = (await readdir(join(studyFolder, 'media'))).toSorted();

  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  const entry = join(import.meta.dirname, '../fixtures/work-until-killed.ts');
  for (const work of ['import', 'export'])
    for (const afterMs of [0, 40, 120, 300, 700]) {
      const child = spawn(process.execPath, [entry, folder, passphrase, source, work], {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...process.env, TMPDIR: temporary, NODE_COMPILE_CACHE: join(folder, 'cache') },
      });
      // Its media worker writes there too: it closes when the last process is gone, and with it the keys in its memory.
      child.stderr.resume();
      const ended = once(child, 'close');
      await once(createInterface(child.stdout), 'line');
      await setTimeout(afterMs);
      child.kill('SIGKILL');
      expect((await ended)[1]).toBe('SIGKILL');
      expect(await leaksIn(folder, pieces), `${work}, killed after ${afterMs} ms`).toEqual([]);
    }
  expect(await readdir(temporary)).toEqual([]);

  const { core: again } = await startCore(folder);
  const other = clientOf(again);
  const ref = (await other.study.list())[0]?.ref ?? '';
  const { recordings } = await other.study.open({ ref, secret: passphrase });
  expect((await other.seal.verify()).altered).toEqual([]);
  const known = new Set(recordings.flatMap(({ originalPath, playedPath }) => [originalPath, playedPath]));
  const left = (await readdir(join(studyFolder, 'media'))).map((name) => `media/${name.slice(0, -4)}`);
  expect(new Set(left)).toEqual(known);
  expect(left.length).toBeGreaterThanOrEqual(media.length);
  expect(await readdir(join(studyFolder, 'exports'))).toEqual([]);
}, 180_000);
