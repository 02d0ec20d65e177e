import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { createSpanTiers } from '../../../desk/coding/spanTiers.ts';
import { useRows } from '../../../state/rows.ts';
import type { Tier } from '../../../timeline/types.ts';
import { personLook } from '../../../ui/people.ts';

/** The coded spans of a recording, for its timeline. */
export function useSpanTiers(recordingId: string): readonly Tier[] {
  const { t } = useTranslation();
  const codings = useRows((rows) => rows.of('coding', recordingId));
  const codes = useRows((rows) => rows.all('code'));
  const people = useRows((rows) => rows.all('person'));
  const [tiersOf] = useState(createSpanTiers);
  const codesById = useMemo(() => new Map<string, CodeRow>(codes.map((code) => [code.id, code])), [codes]);
  const looks = useMemo(
    () =>
      people.map((person) => {
        const { color, letters, shape } = personLook(person);
        return { id: person.id, name: person.name, color, letter: letters, shape };
      }),
    [people],
  );
  return useMemo(
    () =>
      tiersOf(
        codings,
        codesById,
        looks,
        ({ name }) => t('coding.desk.spansOf', { name }),
        t('coding.desk.goesOn'),
      ),
    [tiersOf, codings, codesById, looks, t],
  );
}
