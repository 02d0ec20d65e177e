import { parseTime } from '../../time/timecode.ts';

/** A block between blank lines of a subtitle file. `timing` is null for a block that has no arrow in it. */
export type CueBlock = { line: number; before: string[]; timing: Timing | null; text: string[] };
/** Times in integer ms, null where they cannot be read; `text` is the line as it stands. */
export type Timing = { line: number; text: string; startMs: number | null; endMs: number | null };

/** An arrow, or a time with what was meant as one behind it. Some programs put spaces into times: `00: 00: 01, 000`. */
const arrow = /-->|^\s*\d+\s*:[\d:.,\s]*(?:->|--\s*\d+\s*:)/;
const counter = /^\s*\d+\s*$/;

/**
 * Both subtitle formats as blocks. A second arrow begins a new block though no blank line parts them (as WebVTT's own
 * parser does), and takes with it the counter right before it.
 */
export function cueBlocks(text: string): CueBlock[] {
  const blocks: CueBlock[] = [];
  let block: CueBlock | null = null;
  const begin = (line: number): CueBlock => {
    const fresh: CueBlock = { line, before: [], timing: null, text: [] };
    blocks.push(fresh);
    return fresh;
  };
  for (const [index, content] of text.split(/\r\n?|\n/).entries()) {
    const line = index + 1;
    if (content.trim() === '') {
      block = null;
    } else if (arrow.test(content)) {
      if (block?.timing) {
        if (counter.test(block.text.at(-1) ?? '')) block.text.pop();
        block = null;
      }
      block ??= begin(line);
      block.timing = timingOf(content, line);
    } else {
      block ??= begin(line);
      if (block.timing === null) block.before.push(content);
      else block.text.push(content);
    }
  }
  return blocks;
}

/** Behind the second time WebVTT puts settings, and some SubRip files coordinates: where on the picture it stands. */
function timingOf(content: string, line: number): Timing {
  const [from = '', to = ''] = content.split(content.includes('->') ? /-->|->/ : /--/);
  const end = /^[\d:.,\s]*\d(?![\w:.])/.exec(to)?.[0] ?? to;
  const toMs = (time: string) => (time.includes(':') ? parseTime(time.replaceAll(/\s/g, '')) : null);
  return { line, text: content, startMs: toMs(from), endMs: toMs(end) };
}

/** The number that SubRip puts over a cue; null when the line is none. */
export function counterOf(line: string | undefined): number | null {
  return line !== undefined && counter.test(line) ? Number(line) : null;
}
