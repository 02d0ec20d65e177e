import type { ClockCertificate } from '../../../shared/model/recording.ts';

type Reason = ClockCertificate['reasons'][number];

/** What the packets and the container's bytes tell; everything the verdict rests on, and nothing else. */
export type ClockFacts = {
  /** FFmpeg's name of the demuxer, `webm` apart from `matroska`. */
  container: string;
  audioCodec: string | null;
  audioTrackCount: number;
  videoCodec: string | null;
  /** 8 bit 4:2:0, the only pictures every Chromium draws. */
  isPicturePlain: boolean;
  /** Every video packet says when it is shown; AVI, for one, only says in what order. */
  isVideoTimed: boolean;
  hasIndex: boolean;
  isFragmented: boolean;
  /** Sound whose time stamps run away from its sample count: a player counts samples, so it would drift. */
  hasSoundGaps: boolean;
  isTruncated: boolean;
  /** Earliest instant of sound or picture on the container's clock; a player must show this as zero. */
  startMs: number;
};

/** Beginning later than this is moved to zero; below, it is within what a person can hear as simultaneous. */
const tolerableStartMs = 10;

/**
 * Codecs that Chromium seeks exactly in each container, measured with clicks at known instants
 * (tests/e2e/clock). Whatever is not listed is not guessed at. Vorbis is not: after every seek Chromium leaves out
 * one block but not its time, so that sound comes early by 23 ms, and by more at lower sampling rates.
 */
const playable: Readonly<Record<string, { audio: readonly string[]; video: readonly string[] }>> = {
  wav: {
    audio: ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_mulaw', 'pcm_alaw'],
    video: [],
  },
  flac: { audio: ['flac'], video: [] },
  mov: { audio: ['aac', 'mp3', 'flac', 'opus'], video: ['h264', 'vp9', 'av1'] },
  ogg: { audio: ['opus'], video: [] },
  webm: { audio: ['opus'], video: ['vp8', 'vp9', 'av1'] },
};

/** Reasons of the container alone, for which the same packets in a new container are the cure. */
const containerReasons: Readonly<Record<string, Reason>> = {
  mp3: 'mp3',
  aac: 'rawAac',
  mpegts: 'transportStream',
};

/** How a copy is written. `none` where the recording has no such track. */
export type CopyPlan = {
  muxer: 'mp4' | 'webm' | 'matroska';
  audio: 'copy' | 'encode' | 'none';
  video: 'copy' | 'encode' | 'none';
};

/** The family a demuxer's name belongs to: FFmpeg names one demuxer by all the extensions it reads. */
export function containerFamily(demuxerName: string): string {
  if (demuxerName.split(',').includes('mp4')) return 'mov';
  return demuxerName.split(',')[0] ?? demuxerName;
}

/** Why the file cannot be played as it is; empty when it can. */
export function reasonsAgainst(facts: ClockFacts): Reason[] {
  const family = containerFamily(facts.container);
  const known = playable[family];
  const containerReason = containerReasons[family] ?? (known === undefined ? 'container' : null);
  // Inside a container that is replaced anyway, the codec counts for the new one.
  const audioPlayable = known?.audio ?? copyableAudio(facts.videoCodec);
  const videoPlayable = known?.video ?? copyableVideo;
  const candidates: readonly [Reason, boolean][] = [
    ['audioCodec', facts.audioCodec !== null && !audioPlayable.includes(facts.audioCodec)],
    [
      'videoCodec',
      facts.videoCodec !== null &&
        !(videoPlayable.includes(facts.videoCodec) && facts.isPicturePlain && facts.isVideoTimed),
    ],
    ['noIndex', (known !== undefined || family === 'mp3') && !facts.hasIndex && !facts.isFragmented],
    ['fragmented', facts.isFragmented],
    ['trackChosen', facts.audioTrackCount > 1],
    ['damaged', facts.isTruncated],
    ['gaps', facts.hasSoundGaps],
    ['startOffset', containerReason === null && facts.startMs > tolerableStartMs],
  ];
  const reasons = candidates.filter(([, holds]) => holds).map(([reason]) => reason);
  return containerReason === null ? reasons : [containerReason, ...reasons];
}

const copyableVideo = ['h264', 'vp8', 'vp9', 'av1'];

/** VP8 and VP9 are at home in WebM, which takes no sound but Opus (and Vorbis, which is never kept). */
const isWebmPicture = (videoCodec: string | null): boolean => videoCodec === 'vp8' || videoCodec === 'vp9';

/** Sound that may stay as it is beside this picture. */
function copyableAudio(videoCodec: string | null): readonly string[] {
  return isWebmPicture(videoCodec) ? ['opus'] : ['aac', 'mp3', 'flac', 'opus'];
}

/**
 * How the copy of a recording with this certificate is made. Packets are kept wherever Chromium plays them exactly;
 * decoding again costs time and, for sound, nothing is lost in it (FLAC), for the picture a little (H.264).
 */
export function planCopy(
  certificate: Pick<ClockCertificate, 'audioCodec' | 'videoCodec' | 'reasons'>,
): CopyPlan {
  const { audioCodec, videoCodec, reasons } = certificate;
  const keepsPicture =
    videoCodec !== null && copyableVideo.includes(videoCodec) && !reasons.includes('videoCodec');
  const besidePicture = keepsPicture ? videoCodec : null;
  const keepsSound =
    audioCodec !== null &&
    copyableAudio(besidePicture).includes(audioCodec) &&
    !reasons.includes('gaps') &&
    !reasons.includes('audioCodec');
  const audio = audioCodec === null ? 'none' : keepsSound ? 'copy' : 'encode';
  const video = videoCodec === null ? 'none' : keepsPicture ? 'copy' : 'encode';
  // Beside a WebM picture FLAC needs WebM's big brother.
  const muxer = !isWebmPicture(besidePicture) ? 'mp4' : audio === 'encode' ? 'matroska' : 'webm';
  return { muxer, audio, video };
}

/** The verdict over a recording's clock, with its reasons. */
export function judge(facts: ClockFacts): Pick<ClockCertificate, 'verdict' | 'reasons'> {
  const reasons = reasonsAgainst(facts);
  if (reasons.length === 0) return { verdict: 'asIs', reasons };
  const plan = planCopy({ ...facts, reasons });
  const isEncoded = plan.audio === 'encode' || plan.video === 'encode';
  return { verdict: isEncoded ? 'reencoded' : 'remuxed', reasons };
}
