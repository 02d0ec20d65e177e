import { AV_NOPTS_VALUE } from 'node-av/constants';
import type { FormatContext } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Probe } from '../../../shared/model/recording.ts';
import type { FilePlace } from '../seal/place.ts';
import { closeInput, openInput } from './open.ts';
import { describeTrack } from './packets.ts';
import { readStructure } from './structure.ts';

/**
 * Opens a recording, telling apart what a person can act on. Throws as `openInput`, and MEDIA_TRUNCATED for an MP4
 * whose index was never written: it is a recording, but nothing short of repair tools can play it.
 */
export async function openRecording(place: FilePlace): Promise<FormatContext> {
  try {
    return await openInput(place);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'MEDIA_NOT_RECOGNISED') throw thrown;
    const { isIndexMissing } = await readStructure(place, '');
    throw isIndexMissing ? new Failure('MEDIA_TRUNCATED', {}, { cause: thrown }) : thrown;
  }
}

/** Milliseconds from the container's header or FFmpeg's estimate; null when there is neither. */
export function containerDurationMs(input: FormatContext): number | null {
  return input.duration === AV_NOPTS_VALUE || input.duration <= 0n
    ? null
    : Math.round(Number(input.duration) / 1000);
}

/** What the container declares, without reading it whole. Throws as `openRecording`, and MEDIA_NO_TRACK. */
export async function probeMedia(place: FilePlace): Promise<Probe> {
  const input = await openRecording(place);
  try {
    const tracks = input.streams.map(describeTrack);
    if (!tracks.some((track) => track.kind !== 'other')) throw noTrackFailure(input);
    return { container: input.iformat?.name ?? 'unknown', durationMs: containerDurationMs(input), tracks };
  } finally {
    await closeInput(input);
  }
}

/**
 * A text file with a media name is "recognised" by its name and has streams without parameters; a file of subtitles
 * or data has proper streams but nothing to hear or see.
 */
function noTrackFailure(input: FormatContext): Failure {
  const isProperContainer = ['mov', 'matroska', 'ogg', 'avi', 'asf', 'mpegts'].some((name) =>
    input.iformat?.name?.split(',').includes(name),
  );
  return new Failure(isProperContainer ? 'MEDIA_NO_TRACK' : 'MEDIA_NOT_RECOGNISED');
}
