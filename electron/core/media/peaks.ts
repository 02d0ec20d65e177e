import { AV_SAMPLE_FMT_S16P } from 'node-av/constants';
import { type FormatContext, Frame, type Stream } from 'node-av/lib';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import { ContinuousSound } from './continuous-sound.ts';
import { Decoder } from './decode.ts';
import { closeInput, mediaByteCount, openInput } from './open.ts';
import { playedStreams, toMs, visitPackets } from './packets.ts';
import { createPeaksFiles, type PeaksFiles, writePeaksSummary } from './peaks-file.ts';
import { Pyramid } from './pyramid.ts';
import type { PeaksJob, PeaksProgress, PeaksSummary } from './types.ts';

/** Time between flushes. The first comes at once after the first slice of work, so that something is seen early. */
const flushEveryMs = 150;

/**
 * Decodes the file that is played and writes its peaks, growing, into `folder`: `256.dat` … `65536.dat`, and
 * `summary.json` when all is written. Sample 0 is the player's instant zero. Throws as `openInput`, DISK_FULL,
 * CANCELLED.
 */
export async function computePeaks(
  job: PeaksJob,
  onProgress: (progress: PeaksProgress) => void,
  signal: AbortSignal,
): Promise<PeaksSummary> {
  const byteCount = await mediaByteCount(job.played);
  const input = await openInput(job.played);
  const made: { files: PeaksFiles | null; pyramid: Pyramid | null } = { files: null, pyramid: null };
  try {
    const { audio, video } = playedStreams(input, null);
    using decoder = audio && (await Decoder.open(audio));
    if (audio === null || decoder === null) {
      const decodedDurationMs = video === null ? 0 : await pictureEndMs(input, video, signal);
      const summary = { sampleRate: 0, channels: 0, decodedDurationMs, levels: [] };
      await writePeaksSummary(job.folder, { ...summary, playedByteCount: byteCount });
      return summary;
    }

    using sound = new ContinuousSound(
      AV_SAMPLE_FMT_S16P,
      audio.timeBase,
      0n,
      (_planes, start, count) => made.pyramid?.accept(start, count),
      (_byteCount, channels) => {
        made.pyramid = new Pyramid(channels);
        return made.pyramid.planes;
      },
    );

    let nextFlush = 0;
    const flush = async (fraction: number, isLast: boolean): Promise<void> => {
      const { pyramid } = made;
      const { shape } = sound;
      if (pyramid === null || shape === null) return;
      made.files ??= await createPeaksFiles(job.folder, shape);
      const target = made.files;
      pyramid.take((samplesPerPair, bytes, pairCount) => target.append(samplesPerPair, bytes, pairCount));
      nextFlush = performance.now() + flushEveryMs;
      onProgress({
        fraction,
        sampleRate: shape.sampleRate,
        channels: shape.channels,
        levels: await target.flush(isLast),
      });
    };

    using frame = new Frame();
    frame.alloc();
    const accept = (decoded: Frame): void => sound.accept(decoded);
    const audioIndex = audio.index;
    // Asking a packet for its stream costs a call; a file of sound only has no other.
    const isOnlyStream = input.nbStreams === 1;
    await visitPackets(
      input,
      signal,
      (packet) => {
        if (isOnlyStream || packet.streamIndex === audioIndex) decoder.decode(packet, frame, accept);
      },
      async () => {
        if (performance.now() >= nextFlush)
          await flush(Math.min(0.99, Number(input.pb?.tell() ?? 0n) / byteCount), false);
      },
    );
    decoder.decode(null, frame, accept);
    sound.finish();
    const { shape, sampleCount } = sound;
    if (shape === null) throw new Failure('MEDIA_UNREADABLE');
    made.pyramid?.finish();
    await flush(1, true);
    const summary = {
      sampleRate: shape.sampleRate,
      channels: shape.channels,
      decodedDurationMs: Math.round((sampleCount * 1000) / shape.sampleRate),
      levels: made.pyramid?.counts() ?? [],
    };
    await writePeaksSummary(job.folder, { ...summary, playedByteCount: byteCount });
    return summary;
  } catch (thrown) {
    throw toFailure(thrown);
  } finally {
    made.files?.close();
    await closeInput(input);
  }
}

/** End of the last picture, for a recording without sound. */
async function pictureEndMs(input: FormatContext, video: Stream, signal: AbortSignal): Promise<number> {
  let endMs = 0;
  const { timeBase, index } = video;
  await visitPackets(input, signal, (packet) => {
    if (packet.streamIndex !== index) return;
    endMs = Math.max(endMs, toMs(packet.pts + packet.duration, timeBase) ?? 0);
  });
  return Math.round(endMs);
}
