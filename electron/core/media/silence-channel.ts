import { Dictionary, type FormatContext } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import type { FilePlace } from '../seal/place.ts';
import { encodeSound, soundShape, type TrackWriter } from './copy.ts';
import { checkCode, closeInput, closeOutput, finishOutput, openInput, openOutput } from './open.ts';
import { playedStreams, toMs, visitPackets } from './packets.ts';

export type SilenceJob = {
  /** The very file that is played: its clock is the recording's. */
  source: FilePlace;
  target: FilePlace;
  audioTrack: number | null;
  channel: number;
  durationMs: number;
};

/**
 * Writes the sound of a recording as FLAC (in MP4, as playback copies are) with one of its channels silent from beginning to end, every other sample
 * where and what it was, without picture and without tags. What the silenced voice left in the other microphones is
 * still in the other channels. Throws MEDIA_NO_TRACK, INPUT_INVALID for a channel that is not there or is the only
 * one, CANCELLED, DISK_FULL and as `openInput`.
 */
export async function silenceChannel(
  job: SilenceJob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const input = await openInput(job.source);
  let output: FormatContext | null = null;
  let writer: TrackWriter | null = null;
  try {
    const { audio } = playedStreams(input, job.audioTrack);
    if (audio === null) throw new Failure('MEDIA_NO_TRACK');
    const shape = await soundShape(job.source, audio.index, signal);
    if (shape.channels < 2 || job.channel >= shape.channels)
      throw new Failure('INPUT_INVALID', { field: 'channel', channels: shape.channels });
    const opened = await openOutput(job.target, 'mp4');
    output = opened;
    const silence = {
      startMs: 0,
      endMs: Number.MAX_SAFE_INTEGER,
      what: 'mute',
      channel: job.channel,
    } as const;
    const cutting = {
      firstSample: 0,
      sampleCount: Number.POSITIVE_INFINITY,
      redactions: [silence],
      codec: 'flac',
    } as const;
    const track = await encodeSound(opened, audio, 0n, shape, cutting);
    writer = track;
    using options = Dictionary.fromObject({ movie_timescale: '48000' });
    checkCode(await opened.writeHeader(options), 'INTERNAL');
    const { index, timeBase } = audio;
    let atMs = 0;
    await visitPackets(
      input,
      signal,
      (packet) => {
        if (packet.streamIndex !== index) return;
        atMs = toMs(packet.pts, timeBase) ?? atMs;
        track.accept(packet);
      },
      () => onProgress(Math.min(1, atMs / Math.max(1, job.durationMs))),
    );
    track.accept(null);
    await finishOutput(opened, job.target);
    onProgress(1);
  } finally {
    writer?.dispose();
    if (output !== null) await closeOutput(output);
    await closeInput(input);
  }
}
