import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { coverageTiers } from '../../desk/interview/coverageTiers.ts';
import type { InterviewFacts } from '../../desk/interview/model/facts.ts';
import { useRows } from '../../state/rows.ts';
import type { Tier } from '../../timeline/types.ts';
import { personLook } from '../../ui/people.ts';

/** What was watched in each of these interviews, of one recording of the session. */
export function useCoverageTiers(
  interviews: readonly InterviewFacts[],
  recordingId: string | null,
): readonly Tier[] {
  const { t } = useTranslation();
  const people = useRows((rows) => rows.all('person'));
  return useMemo(() => {
    if (recordingId === null) return [];
    const looks = new Map<string, { name: string; color: string; letter: string }>(
      people.map((person) => {
        const { color, letters } = personLook(person);
        return [person.id, { name: person.name, color, letter: letters }];
      }),
    );
    return coverageTiers(interviews, recordingId, (id) => looks.get(id), {
      tier: (name) => t('interview.tier.coverage', { name }),
      watched: t('interview.tier.watched'),
      replayed: t('interview.tier.replayed'),
      stop: t('interview.tier.stop'),
    });
  }, [interviews, recordingId, people, t]);
}
