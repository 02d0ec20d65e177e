import { collectTranscript } from './collect.ts';
import { type CueBlock, counterOf, cueBlocks } from './cues.ts';
import { leadingName, speakerTest } from './speakers.ts';
import type { TranscriptRead } from './transcript.ts';

export type Spoken = { speaker: string | null; text: string };

/** What differs between the formats. `spoken` cuts a cue's text by voice tags; without any, names are looked for. */
export type SubtitleDialect = {
  spoken(text: string): Spoken[];
  /** Blocks that are no cues: the header, styles; a note is listed. */
  aside(block: CueBlock, index: number): 'none' | 'silent' | 'note';
  /** Whether what stands before the times is a name for the cue, or can only be lost text. */
  hasNames: boolean;
};

type Cue = { line: number; shownAs: string; startMs: number | null; endMs: number | null; spoken: Spoken[] };

/** SubRip and WebVTT, as far as they are the same. */
export function readSubtitles(text: string, dialect: SubtitleDialect): TranscriptRead {
  const collector = collectTranscript();
  const cues: (Omit<Cue, 'spoken'> & { text: string[] })[] = [];
  let counted = 0;
  for (const [index, block] of cueBlocks(text).entries()) {
    const aside = dialect.aside(block, index);
    if (aside === 'note') collector.leaveOut(block.line, block.before.join('\n'), 'noteLeftOut');
    if (aside !== 'none') continue;
    const { timing } = block;
    const number = counterOf(timing === null ? block.before[0] : block.before.at(-1));
    const last = cues.at(-1);
    if (timing === null) {
      if (number === counted + 1 && block.before.length > 1) {
        const lines = block.before.slice(1);
        collector.leaveOut(block.line, block.before.join('\n'), 'timeMissing');
        cues.push({ line: block.line, shownAs: lines.join('\n'), startMs: null, endMs: null, text: lines });
        counted = number;
      } else if (number === counted + 1) {
        collector.leaveOut(block.line, block.before.join('\n'), 'textOutsideCue');
        counted = number;
      } else if (last !== undefined && !dialect.hasNames) {
        // Players stop a cue at a blank line; people put one in, and mean the lines behind it.
        last.text.push('', ...block.before);
      } else {
        collector.leaveOut(block.line, block.before.join('\n'), 'textOutsideCue');
      }
      continue;
    }
    counted = number ?? counted;
    const stray = number !== null || dialect.hasNames ? block.before.slice(0, -1) : block.before;
    if (stray.length > 0 && last !== undefined && !dialect.hasNames) last.text.push('', ...stray);
    else if (stray.length > 0) collector.leaveOut(block.line, stray.join('\n'), 'textOutsideCue');
    const { startMs, endMs } = timing;
    const shownAs = [timing.text, ...block.text].join('\n');
    if (startMs === null || endMs === null) collector.leaveOut(timing.line, shownAs, 'timeUnreadable');
    if (block.text.length === 0 && startMs === null) continue;
    cues.push({ line: timing.line, shownAs, startMs, endMs, text: block.text });
  }

  const spoken = cues.map(
    ({ text: lines, ...cue }): Cue => ({ ...cue, spoken: dialect.spoken(lines.join('\n')) }),
  );
  for (const cue of withNames(spoken)) {
    const isEmpty = cue.spoken.every((said) => said.text.trim() === '');
    if (isEmpty) collector.leaveOut(cue.line, cue.shownAs, 'textEmpty');
    for (const said of cue.spoken) collector.turn(cue.line, { ...cue, ...said });
  }
  return collector.done();
}

/** Where no cue has a voice tag, `Name: text` is how speakers are written. */
function withNames(cues: readonly Cue[]): readonly Cue[] {
  const all = cues.flatMap((cue) => cue.spoken);
  if (all.some(({ speaker }) => speaker !== null)) return cues;
  const isSpeaker = speakerTest(all.flatMap(({ text }) => leadingName(text)?.name ?? []));
  return cues.map((cue) => ({
    ...cue,
    spoken: cue.spoken.map((said) => {
      const found = leadingName(said.text);
      return found !== null && isSpeaker(found.name) ? { speaker: found.name, text: found.rest } : said;
    }),
  }));
}
