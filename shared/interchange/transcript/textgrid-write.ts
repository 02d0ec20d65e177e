import { lanesOf } from './lanes.ts';
import { closedTurns, type TimedTurn, type Transcript, type Written } from './transcript.ts';

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
  const endMs = timed.reduce((latest, turn) => Math.max(latest, turn.endMs), Math.max(1, durationMs ?? 0));
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
  kind: 'IntervalTier' | 'TextTier',
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
