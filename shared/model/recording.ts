import * as z from 'zod';

/** One elementary stream of a media file, as the container declares it. */
export const track = z.object({
  index: z.int().nonnegative(),
  kind: z.enum(['audio', 'video', 'other']),
  codec: z.string(),
  language: z.string().nullable(),
  title: z.string().nullable(),
  /** Audio only. */
  channels: z.int().positive().nullable(),
  sampleRate: z.int().positive().nullable(),
  /** Video only; pixels as displayed, that is after rotation. */
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  rotationDegrees: z.int().nullable(),
});
export type Track = z.infer<typeof track>;

/** What the container claims, read without decoding: enough to let a person choose an audio track. */
export const probe = z.object({
  container: z.string(),
  durationMs: z.int().nonnegative().nullable(),
  tracks: z.array(track),
});
export type Probe = z.infer<typeof probe>;

/** Channels of the track that is played: the chosen one, or the first that has sound; 0 without any. */
export function channelCountOf(recording: { probe: Probe; audioTrack: number | null }): number {
  const tracks = recording.probe.tracks.filter(({ kind }) => kind === 'audio');
  return (tracks.find(({ index }) => index === recording.audioTrack) ?? tracks[0])?.channels ?? 0;
}

/**
 * What a recording's clock is worth, established once on import by reading every packet. `verdict` says what is
 * played: the file itself, a remuxed copy (same packets, exact index), or a re-encoded copy.
 */
export const clockCertificate = z.object({
  container: z.string(),
  audioCodec: z.string().nullable(),
  videoCodec: z.string().nullable(),
  /** As the container's header claims; null when it claims nothing. */
  containerDurationMs: z.int().nonnegative().nullable(),
  /** From the packets' own timestamps and durations. */
  packetDurationMs: z.int().nonnegative(),
  /** From counting decoded samples (or frames when there is no sound); filled when the peaks are computed. */
  decodedDurationMs: z.int().nonnegative().nullable(),
  bitRate: z.enum(['constant', 'variable']),
  frameRate: z.enum(['constant', 'variable']).nullable(),
  averageFrameMs: z.number().positive().nullable(),
  audioStartMs: z.int().nullable(),
  videoStartMs: z.int().nullable(),
  hasIndex: z.boolean(),
  /** Encoder priming at the head, in samples, that a player must drop. */
  primingSamples: z.int().nonnegative(),
  verdict: z.enum(['asIs', 'remuxed', 'reencoded']),
  /** Why not played as it is: stable words for the screen (catalogue `clock.reason.*`). */
  reasons: z.array(
    z.enum([
      'mp3',
      'rawAac',
      'noIndex',
      'fragmented',
      'transportStream',
      'container',
      'audioCodec',
      'videoCodec',
      'trackChosen',
      'damaged',
      /** Sound whose time stamps run away from its sample count (lost packets, pauses): silence is filled in. */
      'gaps',
      /** The recording's clock does not begin at zero. */
      'startOffset',
    ]),
  ),
  /** The file ended before its header said, or packets could not be decoded; what there was is kept. */
  isTruncated: z.boolean(),
});
export type ClockCertificate = z.infer<typeof clockCertificate>;
