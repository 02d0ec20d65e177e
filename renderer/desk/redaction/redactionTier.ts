import type { RedactionWhat } from '../../../shared/model/redaction.ts';
import type { RedactionRow } from '../../../shared/model/rows.ts';
import type { Mark, Tier } from '../../timeline/types.ts';

export const redactionTierId = 'redactions';

/** A sign for each: what is done is never told by colour alone. */
export const signs = { mute: '×', beep: '♪', blur: '≈', blank: '■' } as const satisfies Record<
  RedactionWhat,
  string
>;

/** Nobody's colour, legible on light and dark. */
const color = '#b4553f';

export type RedactionWords = {
  readonly tier: string;
  readonly of: (redaction: RedactionRow) => string;
};

/**
 * The tier of what is redacted; none while nothing is. A mark stands for its redaction where others stand for their
 * moment, so that the timeline shows the selected one as it shows a selected moment.
 */
export function redactionTier(redactions: readonly RedactionRow[], words: RedactionWords): readonly Tier[] {
  if (redactions.length === 0) return [];
  const marks = redactions.map((redaction): Mark => {
    const { id, startMs, endMs, what, reason } = redaction;
    const label = [words.of(redaction), reason].filter((part) => part !== '').join(': ');
    return { id, momentId: id, startMs, endMs, label, color, letter: signs[what] };
  });
  return [
    {
      id: redactionTierId,
      label: words.tier,
      kind: 'turns',
      color,
      letter: signs.mute,
      marks,
      isEditable: true,
    },
  ];
}
