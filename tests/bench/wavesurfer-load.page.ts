import WaveSurfer from 'wavesurfer.js';

/** Milliseconds from load() to the first whole waveform. */
async function load(url: string): Promise<number> {
  const container = document.querySelector<HTMLElement>('#host');
  if (container === null) throw new Error('no host');
  const wave = WaveSurfer.create({ container });
  const started = performance.now();
  await wave.load(url);
  return performance.now() - started;
}

export type WavesurferPage = { load: typeof load };
Object.assign(window, { wavesurferPage: { load } satisfies WavesurferPage });
