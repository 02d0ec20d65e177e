import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** One row of design.md's table: what was measured, the peer or limit it is held against, and whether it reaches it. */
export type Measurement = {
  what: string;
  measured: string;
  /** What it is compared with, in the same run where there is a peer. */
  against: string;
  /** Null when it could not be taken here; `against` says why. */
  isReached: boolean | null;
};

export const resultsFolder = join(import.meta.dirname, '../../.cache/bench');

/** The value below which a share of the values lie; `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

function verdict({ isReached }: Measurement): string {
  if (isReached === null) return 'not taken';
  return isReached ? 'reached' : 'MISSED';
}

/** The table as Markdown, so that README can show it as it was printed. */
export function toTable(rows: readonly Measurement[]): string {
  const cells = [
    ['what', 'measured', 'held against', ''],
    ...rows.map((row) => [row.what, row.measured, row.against, verdict(row)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map(
    (row) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  return lines.join('\n');
}

export async function saveResults(rows: readonly Measurement[], fileName = 'results.json'): Promise<void> {
  const path = join(resultsFolder, fileName);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    `${JSON.stringify({ takenAt: new Date().toISOString(), node: process.version, rows }, null, 2)}\n`,
  );
}

export async function readResults(fileName: string): Promise<unknown> {
  const text = await readFile(join(resultsFolder, fileName), 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text);
}
