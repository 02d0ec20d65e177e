import type { InstrumentItemRow, InstrumentRow } from '../model/rows.ts';

/** A score of one person about one thing. `subscale` null: the total. `value` null: too much is missing, or nothing is scored. */
export type Score = { subscale: string | null; value: number | null; answered: number; items: number };

type Scored = Pick<InstrumentRow, 'scoring' | 'hasTotal' | 'leastAnswered'> & {
  readonly subscales: readonly string[];
};
type Item = Pick<InstrumentItemRow, 'id' | 'kind' | 'low' | 'high' | 'isReverse' | 'subscale'>;

/** A value as it counts: of a reversed item the one as far from the other end, `low + high - value`. */
export function scoredValue({ low, high, isReverse }: Item, value: number): number {
  return isReverse ? low + high - value : value;
}

/**
 * Every subscale's score and the total, in the instrument's order.
 *
 * mean: the mean of the items answered. sum: that mean times the number of items, which is the plain sum when nothing is
 * missing and otherwise puts the person's own mean in the place of what is (person-mean substitution: Downey and King,
 * 1998, Journal of General Psychology 125). Either is given only when at least `leastAnswered` of the items are answered;
 * 0.5 is the half rule (Fayers and Machin, Quality of Life, 2007). Texts are not scored. Items of unlike ranges are not
 * brought to one: whoever makes an instrument knows what their sum means.
 */
export function scoresOf(
  instrument: Scored,
  items: readonly Item[],
  answers: ReadonlyMap<string, number>,
): Score[] {
  if (instrument.scoring === 'none') return [];
  const scales = items.filter(({ kind }) => kind === 'scale');
  const score = (subscale: string | null, of: readonly Item[]): Score => ({
    subscale,
    ...scoreOf(instrument, of, answers),
  });
  return [
    ...instrument.subscales.map((name) =>
      score(
        name,
        scales.filter(({ subscale }) => subscale === name),
      ),
    ),
    ...(instrument.hasTotal ? [score(null, scales)] : []),
  ];
}

function scoreOf(
  { scoring, leastAnswered }: Scored,
  items: readonly Item[],
  answers: ReadonlyMap<string, number>,
): Omit<Score, 'subscale'> {
  const values = items.flatMap((item) => {
    const value = answers.get(item.id);
    return value === undefined ? [] : [scoredValue(item, value)];
  });
  const counts = { answered: values.length, items: items.length };
  // Half a thousandth of an item: shares such as 2/3 are no binary fractions.
  if (values.length === 0 || values.length < leastAnswered * items.length - 5e-4)
    return { value: null, ...counts };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { value: scoring === 'sum' ? mean * items.length : mean, ...counts };
}
