import { Failure } from '../../contract/failure.ts';
import { tidyText } from '../tidy.ts';
import { elementsOf, readXml, textOf, type XmlElement } from '../xml.ts';
import { collectTranscript } from './collect.ts';
import type { TranscriptRead, TranscriptTier } from './transcript.ts';

type Span = { startMs: number | null; endMs: number | null };

/**
 * ELAN's annotation format (EAF 2.x and 3.0). Every tier comes in; the speaker is the tier's PARTICIPANT, or else the name
 * of the tier at the root of its dependencies, which is how most people use tiers. A reference annotation has the span of
 * the annotation it refers to. Values of controlled vocabularies are read as text. Throws Failure as `readXml` does, and
 * FILE_NOT_RECOGNISED.
 */
export function readEaf(text: string): TranscriptRead {
  const root = readXml(text);
  if (root.name !== 'ANNOTATION_DOCUMENT') throw new Failure('FILE_NOT_RECOGNISED');
  const tierElements = elementsOf(root, 'TIER');
  const tiers = tiersOf(tierElements);
  const collector = collectTranscript(tiers);
  const slots = slotsOf(root);
  const spanOf = spansOf(tierElements, slots);
  const vocabulary = vocabularyOf(root);

  for (const [tier, element] of tierElements.entries()) {
    const speaker = element.attributes.get('PARTICIPANT') ?? tiers[rootOf(tier, tiers)]?.name ?? null;
    const type = element.attributes.get('LINGUISTIC_TYPE_REF') ?? '';
    for (const { annotation, isReference } of annotationsOf(element)) {
      const { line, attributes } = annotation;
      const value = elementsOf(annotation, 'ANNOTATION_VALUE').map(textOf).join('');
      const text = tidyText(value) || vocabulary(type, attributes.get('CVE_REF'));
      const span = spanOf(attributes.get('ANNOTATION_ID'));
      if (span === null) collector.leaveOut(line, text, 'referenceMissing');
      else if (span.startMs === null) collector.leaveOut(line, text, 'timeMissing');
      const { startMs, endMs } = span ?? { startMs: null, endMs: null };
      collector.turn(line, { tier, startMs, endMs, speaker, text, sharesTime: isReference });
    }
  }
  return collector.done();
}

function tiersOf(elements: readonly XmlElement[]): TranscriptTier[] {
  const names = elements.map(({ attributes }) => attributes.get('TIER_ID') ?? '');
  return elements.map(({ attributes }, index) => {
    const parent = names.indexOf(attributes.get('PARENT_REF') ?? '\0');
    return { name: names[index] ?? '', parent: parent === -1 ? null : parent };
  });
}

/** Up the parents; a broken file may have them in a circle. */
function rootOf(tier: number, tiers: readonly TranscriptTier[]): number {
  const seen = new Set<number>();
  let at = tier;
  for (let parent = tiers[at]?.parent; parent != null && !seen.has(parent); parent = tiers[at]?.parent) {
    seen.add(parent);
    at = parent;
  }
  return at;
}

function annotationsOf(tier: XmlElement): { annotation: XmlElement; isReference: boolean }[] {
  return elementsOf(tier, 'ANNOTATION')
    .flatMap((holder) => elementsOf(holder))
    .map((annotation) => ({ annotation, isReference: annotation.name === 'REF_ANNOTATION' }));
}

/** Milliseconds in nearly every file; the schema has frames, too (ELAN User Guide, 1.2: PAL 25 a second, NTSC 29.97). */
const unitMs: Record<string, number> = { 'PAL-frames': 40, 'NTSC-frames': 1001 / 30 };

/** Instants by the id of the slot, null for a slot that is not aligned. */
function slotsOf(root: XmlElement): ReadonlyMap<string, number | null> {
  const unit = unitMs[elementsOf(root, 'HEADER')[0]?.attributes.get('TIME_UNITS') ?? ''] ?? 1;
  const slots = elementsOf(root, 'TIME_ORDER').flatMap((order) => elementsOf(order, 'TIME_SLOT'));
  return new Map(
    slots.map(({ attributes }) => {
      const value = attributes.get('TIME_VALUE');
      const ms = value === undefined || !/^\d+$/.test(value) ? null : Math.round(Number(value) * unit);
      return [attributes.get('TIME_SLOT_ID') ?? '', ms];
    }),
  );
}

/** The span of an annotation by its id, through references as deep as they go; null when one leads nowhere. */
function spansOf(tiers: readonly XmlElement[], slots: ReadonlyMap<string, number | null>) {
  const annotations = new Map(
    tiers
      .flatMap(annotationsOf)
      .map((found) => [found.annotation.attributes.get('ANNOTATION_ID') ?? '', found] as const),
  );
  return (id: string | undefined): Span | null => {
    const seen = new Set<string>();
    let at = id ?? '';
    for (;;) {
      const found = annotations.get(at);
      if (found === undefined || seen.has(at)) return null;
      seen.add(at);
      const { attributes } = found.annotation;
      if (found.isReference) {
        at = attributes.get('ANNOTATION_REF') ?? '';
        continue;
      }
      const startMs = slots.get(attributes.get('TIME_SLOT_REF1') ?? '');
      const endMs = slots.get(attributes.get('TIME_SLOT_REF2') ?? '');
      return startMs === undefined || endMs === undefined ? null : { startMs, endMs };
    }
  };
}

/** The first value of an entry: an annotation may name one and leave its own text empty. */
function vocabularyOf(root: XmlElement) {
  const vocabularies = new Map(
    elementsOf(root, 'CONTROLLED_VOCABULARY').map((vocabulary) => [
      vocabulary.attributes.get('CV_ID') ?? '',
      new Map(
        elementsOf(vocabulary, 'CV_ENTRY_ML').map((entry) => {
          const value = elementsOf(entry, 'CVE_VALUE')[0];
          return [entry.attributes.get('CVE_ID') ?? '', value === undefined ? '' : textOf(value)];
        }),
      ),
    ]),
  );
  const ofType = new Map(
    elementsOf(root, 'LINGUISTIC_TYPE').map(({ attributes }) => [
      attributes.get('LINGUISTIC_TYPE_ID') ?? '',
      vocabularies.get(attributes.get('CONTROLLED_VOCABULARY_REF') ?? ''),
    ]),
  );
  return (type: string, entry: string | undefined) => ofType.get(type)?.get(entry ?? '') ?? '';
}
