import { Failure } from '../../contract/failure.ts';
import { collectTranscript } from './collect.ts';
import { lanesOf } from './lanes.ts';
import {
  closedTurns,
  type TimedTurn,
  type Transcript,
  type TranscriptRead,
  type TranscriptTier,
  type Written,
} from './transcript.ts';

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

  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'number') {
      at += 1;
      continue;
    }
    at = tierKinds.some((kind) => kind === token.value) ? readTier(at) : leaveTier(at, token);
  }
  const last = tokens.at(-1);
  if (isEnded || isCut) collector.leaveOut(last?.line ?? 1, String(last?.value ?? ''), 'endsEarly');
  return collector.done();

  /** A text where a tier should begin: the name of a kind that Praat does not have, or something misplaced. */
  function leaveTier(from: number, { line, value }: Token): number {
    collector.leaveOut(line, String(value), 'tierUnreadable');
    return from + 1;
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
      const isNextTier = times.length === 0 && tierKinds.some((kind) => kind === token?.value);
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

export type TextGridOptions = { durationMs: number | null };

/**
 * Praat's long text format. Each speaker (or, for nobody, each tier) is a tier of intervals, points are a tier of points;
 * overlaps go on further tiers of the same name. An interval without text is a gap, so that a turn without text has no
 * place, nor has one without a start.
 */
export function writeTextGrid(transcript: Transcript, { durationMs }: TextGridOptions): Written<string> {
  const { timed, leftOut } = closedTurns(transcript.turns, durationMs);
  const isPoint = (turn: TimedTurn) => turn.startMs === turn.endMs;
  const isHeld = (turn: TimedTurn) => isPoint(turn) || turn.text.trim() !== '';
  const endMs = Math.max(1, durationMs ?? 0, ...timed.map((turn) => turn.endMs));
  const intervals = lanesOf(
    transcript,
    timed.filter((turn) => isHeld(turn) && !isPoint(turn)),
  );
  const points = lanesOf(transcript, timed.filter(isPoint));
  const tiers = [
    ...intervals.map((lane) => tierText('IntervalTier', lane, endMs, intervalsOf(lane.turns, endMs))),
    ...points.map((lane) => tierText('TextTier', lane, endMs, pointsOf(lane.turns))),
  ];
  const items = tiers.map((lines, index) => `    item [${index + 1}]:\n${lines}`);
  const content = `File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = ${seconds(endMs)}
tiers? <exists>
size = ${tiers.length}
item []:
${items.join('')}`;
  return { content, leftOut: [...leftOut, ...timed.filter((turn) => !isHeld(turn))] };
}

function tierText(
  kind: (typeof tierKinds)[number],
  lane: { tier: string; speaker: string | null },
  endMs: number,
  items: string[],
): string {
  const word = kind === 'TextTier' ? 'points' : 'intervals';
  const numbered = items.map((item, index) => `        ${word} [${index + 1}]:\n${item}`);
  return `        class = "${kind}"
        name = ${quoted(lane.speaker ?? lane.tier)}
        xmin = 0
        xmax = ${seconds(endMs)}
        ${word}: size = ${items.length}
${numbered.join('')}`;
}

/** Intervals touch in Praat: what is between turns is an interval without text. */
function intervalsOf(turns: readonly TimedTurn[], endMs: number): string[] {
  const items: string[] = [];
  let atMs = 0;
  const item = (fromMs: number, toMs: number, text: string) =>
    items.push(
      `            xmin = ${seconds(fromMs)}\n            xmax = ${seconds(toMs)}\n            text = ${quoted(text)}\n`,
    );
  for (const turn of turns) {
    if (turn.startMs > atMs) item(atMs, turn.startMs, '');
    item(turn.startMs, turn.endMs, turn.text);
    atMs = turn.endMs;
  }
  if (atMs < endMs) item(atMs, endMs, '');
  return items;
}

function pointsOf(turns: readonly TimedTurn[]): string[] {
  return turns.map(
    ({ startMs, text }) => `            number = ${seconds(startMs)}\n            mark = ${quoted(text)}\n`,
  );
}

function seconds(ms: number): string {
  return String(ms / 1000);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
