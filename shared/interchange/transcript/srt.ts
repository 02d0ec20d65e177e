import { formatTime } from '../../time/timecode.ts';
import { tidyText } from '../tidy.ts';
import { readSubtitles } from './subtitles.ts';
import { closedTurns, type Transcript, type TranscriptRead, type Written } from './transcript.ts';

/** The tags and the `{\an8}` that players understand; other angle brackets are text. */
const markup = /<\/?(?:i|b|u|s|font|span|em|strong|v|c)(?:[ .][^<>]*)?>|\{\\[^{}]*\}/gi;

/** SubRip, forgiving as players are: commas or points, missing counters, blank lines inside a text, coordinates. */
export function readSrt(text: string): TranscriptRead {
  return readSubtitles(text, {
    spoken: (lines) => [{ speaker: null, text: lines.replaceAll(markup, '') }],
    aside: () => 'none',
    hasNames: false,
  });
}

export type SubtitleOptions = { durationMs: number | null };

/**
 * SubRip in time order, the speaker as `Name: text`. A missing end becomes the next start (see `closedTurns`); blank
 * lines inside a text are closed up, since players end a cue there.
 */
export function writeSrt({ turns }: Transcript, { durationMs }: SubtitleOptions): Written<string> {
  const { timed, leftOut } = closedTurns(turns, durationMs);
  const cues = timed.map(({ startMs, endMs, speaker, text }, index) => {
    const head = speaker === null ? '' : `${speaker}: `;
    return `${index + 1}\n${srtTime(startMs)} --> ${srtTime(endMs)}\n${head}${cueText(text)}\n`;
  });
  return { content: cues.join('\n'), leftOut };
}

function srtTime(ms: number): string {
  return formatTime(ms).padStart(12, '0').replace('.', ',');
}

/** Without blank lines, which end a cue. */
export function cueText(text: string): string {
  return tidyText(text).replaceAll(/\n\s*\n/g, '\n');
}
