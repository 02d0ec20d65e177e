import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FF_ENCODER_LIBOPUS } from 'node-av/constants';
import { Filter, type FilterGraph, type Frame } from 'node-av/lib';
import { expect, test } from 'vitest';
import { makeMedia } from '../../../tests/fixtures/media/make-media.ts';
import { temporaryFolder } from '../../../tests/fixtures/study.ts';
import { inTheClear } from '../seal/place.ts';
import { transcribe } from './transcribe.ts';
import type { DraftedTurn } from './types.ts';
import { type OpenSpeechFilter, openSpeechGraph } from './whisper.ts';

const seconds = 7;

async function recording() {
  const path = join(await temporaryFolder(), 'session.webm');
  const sound = { kind: 'audio', encoder: FF_ENCODER_LIBOPUS, sampleRate: 48_000, channels: 2 } as const;
  await makeMedia(path, { muxer: 'webm', seconds, tracks: [{ ...sound, bursts: [1] }] });
  return path;
}

/** Stands where the model does: hears two seconds at a time and says how much it was given, as the filter would. */
function standIn(heard: { ms: number; isFreed: boolean }): OpenSpeechFilter {
  return ({ sampleRate }, { language }) => {
    let samples = 0;
    let said = 0;
    const line = (to: number) => {
      const startMs = (said * 1000) / sampleRate;
      said = to;
      return { startMs, endMs: (to * 1000) / sampleRate, text: `${language} ${Math.round(startMs)}` };
    };
    return {
      push: async (sound: Frame | null) => {
        if (sound === null) return said < samples ? [line(samples)] : [];
        samples += sound.nbSamples;
        heard.ms = (samples * 1000) / sampleRate;
        return samples - said >= 2 * sampleRate ? [line(said + 2 * sampleRate)] : [];
      },
      [Symbol.dispose]: () => {
        heard.isFreed = true;
      },
    };
  };
}

test('all of the sound that is played goes to the model once, and what it says comes back while it listens', async () => {
  const path = await recording();
  const heard = { ms: 0, isFreed: false };
  const turns: DraftedTurn[] = [];
  await transcribe(
    { played: inTheClear(path), model: { path: 'none', language: 'de' } },
    (some) => turns.push(...some),
    new AbortController().signal,
    standIn(heard),
  );
  expect(Math.abs(heard.ms - seconds * 1000)).toBeLessThan(60);
  expect(turns.map(({ text }) => text)).toEqual(['de 0', 'de 2000', 'de 4000', 'de 6000']);
  expect(turns[1]).toMatchObject({ startMs: 2000, endMs: 4000 });
  expect(heard.isFreed).toBe(true);
});

test('stopped in the middle, it keeps what it said and lets go of the model', async () => {
  const path = await recording();
  const heard = { ms: 0, isFreed: false };
  const controller = new AbortController();
  const turns: DraftedTurn[] = [];
  const drafting = transcribe(
    { played: inTheClear(path), model: { path: 'none', language: 'auto' } },
    (some) => {
      turns.push(...some);
      controller.abort();
    },
    controller.signal,
    standIn(heard),
  );
  await expect(drafting).rejects.toMatchObject({ code: 'CANCELLED' });
  expect([turns.length, heard.isFreed]).toEqual([1, true]);
});

test('what a filter leaves on frames, as whisper does, becomes lines at the player’s instants', async () => {
  const path = await recording();
  const turns: DraftedTurn[] = [];
  const leave = (key: string, value: string) => (graph: FilterGraph) => {
    const filter = Filter.getByName('ametadata');
    const options = `mode=add:key=lavfi.whisper.${key}:value=${value}`;
    const made = filter && graph.createFilter(filter, key, options);
    if (!made) throw new Error('no ametadata');
    return made;
  };
  await transcribe(
    { played: inTheClear(path), model: { path: 'none', language: 'auto' } },
    (some) => turns.push(...some),
    new AbortController().signal,
    (input) =>
      openSpeechGraph(input, (graph) => [leave('text', ' Mm. ')(graph), leave('duration', '0.5')(graph)]),
  );
  expect(new Set(turns.map(({ text }) => text))).toEqual(new Set(['Mm.']));
  const [last] = turns.slice(-1);
  expect(Math.abs((last?.endMs ?? 0) - seconds * 1000)).toBeLessThan(60);
  expect((last?.endMs ?? 0) - (last?.startMs ?? 0)).toBe(500);
});

test('the real filter refuses what is no model', async () => {
  const path = await recording();
  const model = join(await temporaryFolder(), "it's: no model.bin");
  await writeFile(model, 'not a model');
  const drafting = transcribe(
    { played: inTheClear(path), model: { path: model, language: 'auto' } },
    () => undefined,
    new AbortController().signal,
  );
  await expect(drafting).rejects.toMatchObject({ code: 'MODEL_NOT_RECOGNISED' });
});

const realModel = process.env['STILLPOINT_WHISPER_MODEL'];

test.skipIf(realModel === undefined)(
  'the real filter with a real model (skipped unless STILLPOINT_WHISPER_MODEL names one)',
  async () => {
    const path = await recording();
    const turns: DraftedTurn[] = [];
    await transcribe(
      { played: inTheClear(path), model: { path: realModel ?? '', language: 'auto' } },
      (some) => turns.push(...some),
      new AbortController().signal,
    );
    // A tone holds no words that could be foretold; what is said of it must lie inside of it.
    for (const { startMs, endMs } of turns) {
      expect(startMs).toBeLessThanOrEqual(endMs);
      expect(endMs).toBeLessThanOrEqual(seconds * 1000 + 100);
    }
  },
);
