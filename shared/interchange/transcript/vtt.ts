import { formatTime } from '../../time/timecode.ts';
import { cueText, type SubtitleOptions } from './srt.ts';
import { readSubtitles, type Spoken } from './subtitles.ts';
import { closedTurns, type Transcript, type TranscriptRead, type Written } from './transcript.ts';

/**
 * WebVTT (W3C, 2019): voice tags become speakers, a cue with several voices as many turns; other tags, settings, styles
 * and regions say how it looks and are dropped; a NOTE is listed, since a person wrote it.
 */
export function readVtt(text: string): TranscriptRead {
  // Nothing need part the header from the first cue; the line is emptied and not removed, so that the lines count on.
  return readSubtitles(text.replace(/^WEBVTT.*(?=\r?\n.*-->)/, ''), {
    spoken: spokenBy,
    aside: ({ before, timing }, index) => {
      if (index === 0 && before[0]?.startsWith('WEBVTT') && timing === null) return 'silent';
      if (timing !== null) return 'none';
      if (/^NOTE\b/.test(before[0] ?? '')) return 'note';
      return /^(?:STYLE|REGION)\b/.test(before[0] ?? '') ? 'silent' : 'none';
    },
    hasNames: true,
  });
}

/** Tags of the specification and instants within a cue; any other angle bracket is text somebody forgot to escape. */
const tag = /<(\/?)(c|i|b|u|v|ruby|rt|lang)(?:\.[^\s<>]*)?(?:\s+([^<>]*))?>|<[\d:.]+>/g;

function spokenBy(text: string): Spoken[] {
  const spoken: Spoken[] = [{ speaker: null, text: '' }];
  let from = 0;
  const say = (part: string) => {
    const last = spoken.at(-1);
    if (last !== undefined) last.text += unescaped(part);
  };
  for (const found of text.matchAll(tag)) {
    say(text.slice(from, found.index));
    from = found.index + found[0].length;
    if (found[2] === 'v')
      spoken.push({ speaker: found[1] === '/' ? null : unescaped(found[3] ?? ''), text: '' });
  }
  say(text.slice(from));
  const filled = spoken.filter((said) => said.text.trim() !== '');
  return filled.length > 0 ? joined(filled) : spoken.slice(-1);
}

/** Two tags of one voice in a row are one turn. */
function joined(spoken: readonly Spoken[]): Spoken[] {
  const turns: Spoken[] = [];
  for (const said of spoken) {
    const last = turns.at(-1);
    if (last?.speaker === said.speaker && last !== undefined) last.text += `\n${said.text.trim()}`;
    else turns.push({ ...said });
  }
  return turns;
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (whole, name: string) => entities[name] ?? whole);
}

/** WebVTT in time order, the speaker as a voice tag. Missing ends and blank lines as in `writeSrt`. */
export function writeVtt({ turns }: Transcript, { durationMs }: SubtitleOptions): Written<string> {
  const { timed, leftOut } = closedTurns(turns, durationMs);
  const cues = timed.map(({ startMs, endMs, speaker, text }) => {
    const voice = speaker === null ? '' : `<v ${escaped(speaker)}>`;
    return `\n${vttTime(startMs)} --> ${vttTime(endMs)}\n${voice}${escaped(cueText(text))}\n`;
  });
  return { content: `WEBVTT\n${cues.join('')}`, leftOut };
}

function vttTime(ms: number): string {
  return formatTime(ms).padStart(12, '0');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
