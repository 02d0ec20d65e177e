import { tidyText } from '../tidy.ts';
import { xmlAttributes, xmlEscape } from '../xml.ts';
import { lanesOf } from './lanes.ts';
import { inTimeOrder, type Transcript, type Written } from './transcript.ts';

/** `writtenAt` is wall time, ms since 1970 UTC. */
export type EafOptions = { writtenAt: number };

/**
 * ELAN's annotation format 3.0. Every speaker of every tier becomes a tier with a PARTICIPANT (empty for nobody, so that
 * the tier's name is not taken for one on import), overlaps go on further tiers. A missing time is a time slot that is not
 * aligned, which the schema allows. Dependent tiers go out with their own times, as tiers that depend on none.
 */
export function writeEaf(transcript: Transcript, { writtenAt }: EafOptions): Written<string> {
  const lanes = lanesOf(transcript, inTimeOrder(transcript.turns));
  const ids = new Set<string>();
  const slots: { id: string; ms: number | null; sortMs: number }[] = [];
  let annotationCount = 0;

  function slot(ms: number | null, sortMs: number): string {
    const id = `ts${slots.length + 1}`;
    slots.push({ id, ms, sortMs });
    return id;
  }

  const tiers = lanes.map(({ tier, speaker, turns }) => {
    let atMs = 0;
    const annotations = turns.map(({ startMs, endMs, text }) => {
      atMs = startMs ?? atMs;
      annotationCount += 1;
      const attributes = xmlAttributes({
        ANNOTATION_ID: `a${annotationCount}`,
        TIME_SLOT_REF1: slot(startMs, atMs),
        TIME_SLOT_REF2: slot(endMs, endMs ?? atMs),
      });
      const value = `<ANNOTATION_VALUE>${xmlEscape(tidyText(text))}</ANNOTATION_VALUE>`;
      return `        <ANNOTATION>\n            <ALIGNABLE_ANNOTATION${attributes}>${value}</ALIGNABLE_ANNOTATION>\n        </ANNOTATION>\n`;
    });
    const attributes = xmlAttributes({
      LINGUISTIC_TYPE_REF: 'transcript',
      PARTICIPANT: speaker ?? '',
      TIER_ID: uniqueName(tier || speaker || 'transcript', ids),
    });
    return `    <TIER${attributes}>\n${annotations.join('')}    </TIER>\n`;
  });
  const order = slots
    .toSorted((a, b) => a.sortMs - b.sortMs)
    .map(({ id, ms }) => `        <TIME_SLOT${xmlAttributes({ TIME_SLOT_ID: id, TIME_VALUE: ms })}/>\n`);
  const head = xmlAttributes({
    AUTHOR: '',
    DATE: new Date(writtenAt).toISOString(),
    FORMAT: '3.0',
    VERSION: '3.0',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:noNamespaceSchemaLocation': 'http://www.mpi.nl/tools/elan/EAFv3.0.xsd',
  });
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT${head}>
    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
    <TIME_ORDER>
${order.join('')}    </TIME_ORDER>
${tiers.join('')}    <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="transcript" TIME_ALIGNABLE="true"/>
</ANNOTATION_DOCUMENT>
`;
  return { content, leftOut: [] };
}

/** Tier ids must differ, names of speakers and lanes need not. */
function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count += 1) unique = `${name} ${count}`;
  taken.add(unique);
  return unique;
}
