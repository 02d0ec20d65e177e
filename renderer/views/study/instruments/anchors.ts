import type { InstrumentItemRow } from '../../../../shared/model/rows.ts';

type Anchors = InstrumentItemRow['anchors'];

/** One a line, as they are typed. */
export const anchorsText = (anchors: Anchors): string =>
  anchors.map(({ value, label }) => `${value} ${label}`).join('\n');

/** Lines of a value and its words; the number of the first line that is none. */
export function readAnchors(text: string): { anchors: Anchors } | { badLine: number } {
  const anchors: Anchors = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parts = /^\s*(-?\d+(?:[.,]\d+)?)[\s:=–-]+(\S.*)$/.exec(line);
    const [, value = '', label = ''] = parts ?? [];
    if (parts === null) return { badLine: index + 1 };
    anchors.push({ value: Number(value.replace(',', '.')), label: label.trim().slice(0, 200) });
  }
  return { anchors };
}
