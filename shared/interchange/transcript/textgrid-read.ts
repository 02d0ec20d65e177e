import { Failure } from '../../contract/failure.ts';
import { collectTranscript } from './collect.ts';
import type { TranscriptRead, TranscriptTier } from './transcript.ts';

type Token = { line: number } & ({ kind: 'number'; value: number } | { kind: 'text'; value: string });

/**
 * What Praat itself reads (manual, "TextGrid file formats"): free-standing numbers, texts in double quotes (doubled inside)
 * and nothing else, which makes the long and the short format one. A `!` begins a comment. A quote that does not end
 * gives the rest as a text and is told by `isCut`.
 */
function tokensOf(text: string): { tokens: Token[]; isCut: boolean } {
  const pattern =
    /"([^"]*(?:""[^"]*)*)("|$)|(?<!\S)!.*|(?<!\S)([-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)(?!\S)|\n/g;
  const tokens: Token[] = [];
  let line = 1;
  let isCut = false;
  for (const [whole, quoted, close, number] of text.replaceAll(/\r\n?/g, '\n').matchAll(pattern)) {
    if (quoted !== undefined) {
      tokens.push({ line, kind: 'text', value: quoted.replaceAll('""', '"') });
      isCut = close !== '"';
    } else if (number !== undefined) {
      tokens.push({ line, kind: 'number', value: Number(number) });
    }
    line += whole.split('\n').length - 1;
  }
  return { tokens, isCut };
}

const tierKinds = ['IntervalTier', 'TextTier'] as const;

function isTierKind({ value }: Token): boolean {
  return tierKinds.some((kind) => kind === value);
}

/**
 * Praat TextGrid in either text format. Tiers of intervals and of points; the tier's name is the speaker. An interval
 * without text is a gap and no turn. The counts in the file are not trusted, only compared: what is there is read. Throws
 * Failure FILE_NOT_RECOGNISED for the binary format and for anything else.
 */
export function readTextGrid(text: string): TranscriptRead {
  const { tokens, isCut } = tokensOf(text);
  const isTextGrid = tokens.slice(0, 2).some(({ value }) => value === 'TextGrid');
  if (!isTextGrid) throw new Failure('FILE_NOT_RECOGNISED');
  const tiers: TranscriptTier[] = [];
  const collector = collectTranscript(tiers);
  let isEnded = false;
  let at = tokens.findIndex(({ value }) => value === 'TextGrid') + 1;
  // Start, end and number of tiers.
  const promised = Number(tokens[at + 2]?.value);
  let found = 0;

  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'number') {
      at += 1;
      continue;
    }
    found += 1;
    at = isTierKind(token) ? readTier(at) : leaveTier(at, token);
  }
  const last = tokens.at(-1);
  if (isEnded || isCut || found < promised)
    collector.leaveOut(last?.line ?? 1, String(last?.value ?? ''), 'endsEarly');
  return collector.done();

  /** A text where a tier should begin: the name of a kind that a TextGrid does not have, or something misplaced. */
  function leaveTier(from: number, { line, value }: Token): number {
    collector.leaveOut(line, String(value), 'tierUnreadable');
    const next = tokens.findIndex((token, index) => index > from && isTierKind(token));
    return next === -1 ? tokens.length : next;
  }

  /** Class, name, start, end, count; then numbers and a text for each item, until the next class. */
  function readTier(from: number): number {
    const isPoints = tokens[from]?.value === 'TextTier';
    const name = tokens[from + 1];
    tiers.push({ name: name?.kind === 'text' ? name.value : '', parent: null });
    const tier = tiers.length - 1;
    let next = from + 2;
    const header: number[] = [];
    while (header.length < 3 && tokens[next]?.kind === 'number') {
      header.push(Number(tokens[next]?.value));
      next += 1;
    }
    let count = 0;
    for (;;) {
      const times: number[] = [];
      const first = tokens[next];
      let token = first;
      while (token?.kind === 'number') {
        times.push(token.value);
        next += 1;
        token = tokens[next];
      }
      const isNextTier = times.length === 0 && /^[A-Z]\w*Tier$/.test(String(token?.value));
      if (token === undefined || first === undefined || isNextTier) break;
      next += 1;
      count += 1;
      readItem(tier, isPoints, first.line, times, String(token.value));
    }
    if (header[2] === undefined || count < header[2]) isEnded ||= next >= tokens.length;
    return next;
  }

  function readItem(tier: number, isPoints: boolean, line: number, times: number[], label: string): void {
    const [start, end] = isPoints ? [times[0], times[0]] : times;
    const areThere = times.length === (isPoints ? 1 : 2);
    if (!isPoints && label.trim() === '') return;
    if (!areThere) collector.leaveOut(line, label, 'timeUnreadable');
    collector.turn(line, {
      tier,
      startMs: areThere ? toMs(start) : null,
      endMs: areThere ? toMs(end) : null,
      speaker: tiers[tier]?.name ?? null,
      text: label,
    });
  }
}

function toMs(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds * 1000);
}
