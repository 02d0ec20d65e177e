import { recallItemId } from '../../../shared/instrument/recall-rating.ts';
import type { Entity, Row } from '../../../shared/model/rows.ts';
import { defaultStudySettings } from '../../../shared/model/settings.ts';
import { inOrder } from './tables.ts';

type Fields = Record<string, unknown>;

/** What a migration gave every row that there was, by the entity it gave it to. The newest migration's last. */
const brought: { readonly [E in Entity]?: Fields } = {
  recording: { interviewId: null, interviewStartMs: null, interviewRate: null, hasTagsRemoved: false },
  code: {
    shortLabel: '',
    whenToUse: '',
    whenNotToUse: '',
    isRetired: false,
    kind: 'state',
    exclusiveGroup: null,
    guid: null,
  },
  codebookVersion: { sets: [] },
  coding: { statementId: null, turnId: null, fromOffset: null, toOffset: null, certainty: null, comment: '' },
  // The app rated by no other name than “helpfulness”.
  rating: { sessionId: null, itemId: recallItemId, text: '' },
};

/**
 * A row as an older version journaled it, with the fields that it did not know: a migration changes the tables and not
 * the journal, and without this no step from before it could be undone.
 */
export function completed<E extends Entity>(entity: E, row: Row<E>): Row<E> {
  const whole: Fields = { ...brought[entity], ...row };
  const settings = whole['settings'];
  if (entity === 'study' && typeof settings === 'object')
    whole['settings'] = { ...defaultStudySettings, ...settings };
  // Fields of the schema and no others, as written by appendEntry from typed rows.
  return inOrder(entity, whole as Row<E>);
}
