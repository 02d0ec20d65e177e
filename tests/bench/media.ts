import { execFile, fork, spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMediaWorker } from '../../electron/core/media/client.ts';
import { workerProcess } from '../../electron/core/media/fork.ts';
import type { SpawnWorker } from '../../electron/core/media/types.ts';
import { inTheClear } from '../../electron/core/seal/place.ts';
import { makeLongMp3 } from '../fixtures/media/long.ts';
import { type Measurement, percentile } from './report.ts';
import { measureWavesurferLoad } from './wavesurfer-load.ts';

const workerPath = join(import.meta.dirname, '../../electron/core/media/worker.ts');

/** As core/media/fork.ts, but that the process can be asked how much memory it took. */
function watchedWorker(): { spawn: SpawnWorker; peakMegabytes(): Promise<number> } {
  let pid = 0;
  const spawn: SpawnWorker = () => {
    const child = fork(workerPath, [], {
      execArgv: workerProcess.v8Flags,
      env: { ...process.env, ...workerProcess.env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    pid = child.pid ?? 0;
    return {
      post: (message) => void child.send(message as object),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };
  return {
    spawn,
    async peakMegabytes() {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
    },
  };
}

/** Certificate, playback copy and peaks of one MP3; answers how long the peaks took and the worker's peak memory. */
async function prepare(folder: string, source: string): Promise<{ peaksMs: number; megabytes: number }> {
  const { spawn, peakMegabytes } = watchedWorker();
  const worker = createMediaWorker(spawn);
  const played = inTheClear(`${source}.mp4`);
  const certificate = await worker.certify(inTheClear(source), { audioTrack: null });
  await worker.makePlaybackCopy({
    source: inTheClear(source),
    target: played,
    certificate,
    audioTrack: null,
  });
  const target = join(folder, 'peaks');
  await mkdir(target, { recursive: true });
  const started = performance.now();
  await worker.computePeaks({ played, folder: inTheClear(target) });
  const peaksMs = performance.now() - started;
  const megabytes = await peakMegabytes();
  worker.dispose();
  await rm(target, { recursive: true });
  await rm(played.path);
  return { peaksMs, megabytes };
}

async function ffmpegDecodeMs(source: string): Promise<number> {
  const started = performance.now();
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', source, '-f', 'null', '-']);
  return performance.now() - started;
}

async function times(count: number, work: () => Promise<number>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < count; round += 1) taken.push(await work());
  return percentile(taken, 0.5);
}

/** Peaks against ffmpeg and wavesurfer, and the worker's memory for three hours. Medians of three, taken in turns. */
export async function measureMedia(folder: string): Promise<Measurement[]> {
  const hour = join(folder, 'hour.mp3');
  const threeHours = join(folder, 'three-hours.mp3');
  await makeLongMp3(hour, 60);
  await makeLongMp3(threeHours, 180);
  const peaksMs = await times(3, async () => (await prepare(folder, hour)).peaksMs);
  const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
  const ffmpegMs = hasFfmpeg ? await times(3, () => ffmpegDecodeMs(hour)) : Number.NaN;
  const wavesurfer = await measureWavesurferLoad(hour);
  const one = (await prepare(folder, hour)).megabytes;
  const three = (await prepare(folder, threeHours)).megabytes;
  const seconds = (value: number) => `${(value / 1000).toFixed(2)} s`;
  return [
    {
      what: 'peaks of 1 h stereo 128 kbit/s MP3',
      measured: hasFfmpeg ? `${seconds(peaksMs)}, ${(peaksMs / ffmpegMs).toFixed(2)} ×` : seconds(peaksMs),
      against: hasFfmpeg
        ? `ffmpeg -f null: ${seconds(ffmpegMs)}, at most 1.0 ×`
        : 'no ffmpeg on this machine',
      isReached: hasFfmpeg ? peaksMs <= ffmpegMs : null,
    },
    {
      what: 'the same, against wavesurfer’s load()',
      measured: `${(peaksMs / wavesurfer.loadMs).toFixed(2)} ×`,
      against: `${seconds(wavesurfer.loadMs)}, at most a quarter`,
      isReached: peaksMs <= wavesurfer.loadMs / 4,
    },
    {
      what: 'peak memory of the worker, 3 h file',
      measured: `${Math.round(three)} MB`,
      against: `under 300 MB, and 1 h (${Math.round(one)} MB) + 10 %`,
      isReached: Number.isNaN(three) ? null : three < 300 && three <= one * 1.1,
    },
  ];
}
