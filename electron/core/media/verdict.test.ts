import { expect, test } from 'vitest';
import { type ClockFacts, judge, planCopy } from './verdict.ts';

const facts = (over: Partial<ClockFacts>): ClockFacts => ({
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  audioCodec: 'aac',
  audioTrackCount: 1,
  videoCodec: null,
  isPicturePlain: true,
  isVideoTimed: true,
  hasIndex: true,
  isFragmented: false,
  hasSoundGaps: false,
  isTruncated: false,
  startMs: 0,
  ...over,
});
const silentPicture = { audioCodec: null, audioTrackCount: 0 };

test.each<[string, Partial<ClockFacts>, string, string[], string]>([
  ['M4A', {}, 'asIs', [], ''],
  ['MP4', { videoCodec: 'h264' }, 'asIs', [], ''],
  ['MP4 whose sound has priming before zero', { videoCodec: 'h264', startMs: -23 }, 'asIs', [], ''],
  ['WAV', { container: 'wav', audioCodec: 'pcm_s16le' }, 'asIs', [], ''],
  ['WebM', { container: 'webm', audioCodec: 'opus', videoCodec: 'vp9' }, 'asIs', [], ''],
  ['MP3, even with an index', { container: 'mp3', audioCodec: 'mp3' }, 'remuxed', ['mp3'], 'mp4 copy none'],
  [
    'MP3 without a table',
    { container: 'mp3', audioCodec: 'mp3', hasIndex: false },
    'remuxed',
    ['mp3', 'noIndex'],
    'mp4 copy none',
  ],
  ['ADTS', { container: 'aac', hasIndex: false }, 'remuxed', ['rawAac'], 'mp4 copy none'],
  ['fragments', { isFragmented: true, hasIndex: false }, 'remuxed', ['fragmented'], 'mp4 copy none'],
  ['MKV', { container: 'matroska', videoCodec: 'h264' }, 'remuxed', ['container'], 'mp4 copy copy'],
  [
    'transport stream',
    { container: 'mpegts', videoCodec: 'h264', startMs: 1400 },
    'remuxed',
    ['transportStream'],
    'mp4 copy copy',
  ],
  ['several tracks', { audioTrackCount: 2, videoCodec: 'h264' }, 'remuxed', ['trackChosen'], 'mp4 copy copy'],
  ['a late start', { startMs: 800 }, 'remuxed', ['startOffset'], 'mp4 copy none'],
  ['a header that promises more', { isTruncated: true }, 'remuxed', ['damaged'], 'mp4 copy none'],
  [
    'holes in the sound',
    { hasSoundGaps: true, videoCodec: 'h264' },
    'reencoded',
    ['gaps'],
    'mp4 encode copy',
  ],
  [
    'a WAV cut short',
    { container: 'wav', audioCodec: 'pcm_s16le', isTruncated: true },
    'reencoded',
    ['damaged'],
    'mp4 encode none',
  ],
  [
    'camcorder',
    { container: 'mpegts', audioCodec: 'ac3', videoCodec: 'h264' },
    'reencoded',
    ['transportStream', 'audioCodec'],
    'mp4 encode copy',
  ],
  ['H.265', { videoCodec: 'hevc' }, 'reencoded', ['videoCodec'], 'mp4 copy encode'],
  [
    'H.264 in 10 bit',
    { videoCodec: 'h264', isPicturePlain: false },
    'reencoded',
    ['videoCodec'],
    'mp4 copy encode',
  ],
  [
    'AVI with untimed H.264',
    { container: 'avi', audioCodec: 'mp3', videoCodec: 'h264', isVideoTimed: false },
    'reencoded',
    ['container', 'videoCodec'],
    'mp4 copy encode',
  ],
  ['Ogg Vorbis', { container: 'ogg', audioCodec: 'vorbis' }, 'reencoded', ['audioCodec'], 'mp4 encode none'],
  [
    'VP8 with Vorbis',
    { container: 'webm', audioCodec: 'vorbis', videoCodec: 'vp8' },
    'reencoded',
    ['audioCodec'],
    'matroska encode copy',
  ],
  [
    'WebM without cues',
    { container: 'webm', audioCodec: 'opus', videoCodec: 'vp8', hasIndex: false },
    'remuxed',
    ['noIndex'],
    'webm copy copy',
  ],
  [
    'picture alone',
    { container: 'matroska', videoCodec: 'vp9', ...silentPicture },
    'remuxed',
    ['container'],
    'webm none copy',
  ],
])('%s', (_, over, verdict, reasons, plan) => {
  const given = facts(over);
  const judged = judge(given);
  const { muxer, audio, video } = planCopy({ ...given, ...judged });
  expect({ ...judged, plan: judged.verdict === 'asIs' ? '' : `${muxer} ${audio} ${video}` }).toEqual({
    verdict,
    reasons,
    plan,
  });
});
