import * as z from 'zod';
import { type Measurement, readResults } from './report.ts';

/** What the clock matrix of the end-to-end tests left, which takes minutes and is not taken twice. */
const clockResults = z.object({ worstMs: z.number(), medianMs: z.number(), formats: z.number() });

export async function readClock(): Promise<Measurement[]> {
  const what = 'instant saved against a click of known time, matrix of formats';
  const read = clockResults.safeParse(await readResults('clock.json'));
  if (!read.success) {
    return [
      { what, measured: '–', against: 'run the end-to-end tests first: tests/e2e/clock', isReached: null },
    ];
  }
  const { worstMs, medianMs, formats } = read.data;
  return [
    {
      what,
      measured: `worst ${worstMs.toFixed(1)} ms, median ${medianMs.toFixed(1)} ms (${formats} formats)`,
      against: 'worst within 30 ms, median within 10 ms',
      isReached: worstMs <= 30 && medianMs <= 10,
    },
  ];
}
