import { AV_CODEC_ID_AAC, AV_CODEC_ID_H264, AVSEEK_FLAG_BACKWARD } from 'node-av/constants';
import { Dictionary, type FormatContext, type Stream } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { copyTrack, encodePicture, encodeSound, soundShape, type TrackWriter, toTicks } from './copy.ts';
import { cutTimeBase } from './encode-picture.ts';
import { aacHolds } from './encode-sound.ts';
import { checkCode, closeInput, closeOutput, finishOutput, openInput, openOutput } from './open.ts';
import { playedStreams, stopVisit, toMs, visitPackets } from './packets.ts';
import type { CutJob } from './types.ts';

/** Read before the span, so that every decoder has warmed up where it begins. */
const leadInMs = 1000;
/** Tracks are laid in turns: this far behind the span nothing of it comes any more, whatever a track says. */
const trailMs = 10_000;

const { num, den } = cutTimeBase;
const ticksOf = (ms: number): number => Math.round((ms * den) / (1000 * num));

/**
 * Writes a span of a recording, or all of it, as an MP4 that any player opens, with what is redacted covered. Sound is
 * cut and covered to the sample, the picture to the tick: it begins with the picture that stood there, and a picture
 * that stands across an edge is parted. Tracks of a whole recording that nothing is covered in are kept packet by
 * packet, where they are H.264 or AAC already; a whole recording keeps every instant. The source is only read.
 * Throws INPUT_INVALID for a span without length, MEDIA_NO_TRACK, CANCELLED, DISK_FULL and as `openInput`; the target
 * is then worthless and the caller removes it.
 */
export async function makeCut(
  job: CutJob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { span } = job;
  const startMs = span?.startMs ?? 0;
  const endMs = span?.endMs ?? null;
  if (endMs !== null && endMs <= startMs) throw new Failure('INPUT_INVALID', { field: 'endMs' });
  const input = await openInput(job.source);
  const writers = new Map<number, TrackWriter>();
  let output: FormatContext | null = null;
  try {
    const { audio, video } = playedStreams(input, null);
    const leading = video ?? audio;
    if (leading === null) throw new Failure('MEDIA_NO_TRACK');
    const opened = await openOutput(job.target, 'mp4');
    output = opened;
    if (video !== null) writers.set(video.index, await pictureWriter(opened, video, job));
    if (audio !== null) writers.set(audio.index, await soundWriter(opened, audio, job, signal));
    // As for copies: whole milliseconds would be too coarse for the edit list that hides an encoder's priming.
    using options = Dictionary.fromObject({ movie_timescale: '48000' });
    checkCode(await opened.writeHeader(options), 'INTERNAL');

    if (startMs > leadInMs) await seekBefore(input, leading, startMs - leadInMs, signal);
    const timeBases = input.streams.map(({ timeBase }) => timeBase);
    const untilMs = endMs ?? job.durationMs;
    let atMs = startMs;
    await visitPackets(
      input,
      signal,
      (packet) => {
        const writer = writers.get(packet.streamIndex);
        const timeBase = timeBases[packet.streamIndex];
        if (writer === undefined || timeBase === undefined) return undefined;
        atMs = Math.max(atMs, toMs(packet.pts, timeBase) ?? 0);
        writer.accept(packet);
        if (endMs === null) return undefined;
        const isDone = [...writers.values()].every((one) => one.isDone?.() ?? false);
        return isDone || atMs > endMs + trailMs ? stopVisit : undefined;
      },
      () => onProgress(Math.min(1, (atMs - startMs) / Math.max(1, untilMs - startMs))),
    );
    for (const writer of writers.values()) writer.accept(null);
    await finishOutput(opened, job.target);
    onProgress(1);
  } finally {
    for (const writer of writers.values()) writer.dispose();
    if (output !== null) await closeOutput(output);
    await closeInput(input);
  }
}

async function pictureWriter(output: FormatContext, stream: Stream, job: CutJob): Promise<TrackWriter> {
  const looks = job.redactions.flatMap(({ what, startMs, endMs }) =>
    what === 'blur' || what === 'blank' ? [{ look: what, start: ticksOf(startMs), end: ticksOf(endMs) }] : [],
  );
  const isH264 = stream.codecpar.codecId === AV_CODEC_ID_H264;
  if (job.span === null && looks.length === 0 && isH264) return copyTrack(output, stream, 0n);
  const cut =
    job.span === null
      ? { start: 0, end: Number.POSITIVE_INFINITY }
      : { start: ticksOf(job.span.startMs), end: ticksOf(job.span.endMs) };
  return await encodePicture(output, stream, 0n, { cut, looks });
}

async function soundWriter(
  output: FormatContext,
  stream: Stream,
  job: CutJob,
  signal: AbortSignal,
): Promise<TrackWriter> {
  const redactions = job.redactions.flatMap(({ what, startMs, endMs, channel }) =>
    what === 'mute' || what === 'beep' ? [{ what, startMs, endMs, channel }] : [],
  );
  const isAac = stream.codecpar.codecId === AV_CODEC_ID_AAC;
  if (job.span === null && redactions.length === 0 && isAac) return copyTrack(output, stream, 0n);
  const shape = await soundShape(job.source, stream.index, signal);
  const sampleOf = (ms: number): number => Math.round((ms * shape.sampleRate) / 1000);
  const firstSample = job.span === null ? 0 : sampleOf(job.span.startMs);
  const sampleCount = job.span === null ? Number.POSITIVE_INFINITY : sampleOf(job.span.endMs) - firstSample;
  const codec = job.sound === 'aac' && aacHolds(shape) ? 'aac' : 'flac';
  const zero = toTicks((firstSample * 1000) / shape.sampleRate, stream.timeBase);
  return await encodeSound(output, stream, zero, shape, { firstSample, sampleCount, redactions, codec });
}

/**
 * Brings reading to a place at or before `ms`, from which every track can be decoded. Whether it did is looked at: a
 * track may begin later than that, or its index be wrong, and then everything is read from the beginning.
 */
async function seekBefore(
  input: FormatContext,
  stream: Stream,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const { streams } = input;
  const startOf = ({ startTime, timeBase }: Stream): number => toMs(startTime, timeBase) ?? 0;
  const goTo = async (one: Stream, ticks: bigint): Promise<boolean> =>
    (await input.seekFrame(one.index, ticks, AVSEEK_FLAG_BACKWARD)) >= 0;
  const ticks = toTicks(ms, stream.timeBase);
  let isBefore = false;
  if (await goTo(stream, ticks)) {
    await visitPackets(input, signal, (packet) => {
      const timeBase = streams[packet.streamIndex]?.timeBase;
      const packetMs = timeBase && (toMs(packet.pts, timeBase) ?? toMs(packet.dts, timeBase));
      if (packetMs == null) return undefined;
      isBefore = packetMs <= ms + leadInMs / 2;
      return stopVisit;
    });
  }
  const earliest = streams.reduce((least, one) => (startOf(one) < startOf(least) ? one : least), stream);
  if (isBefore) await goTo(stream, ticks);
  else await goTo(earliest, toTicks(startOf(earliest), earliest.timeBase));
}
