import { Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonKind } from '../../../../shared/model/vocabulary.ts';
import { useRows } from '../../../state/rows.ts';
import { compareNames } from '../../../ui/names.ts';
import { AddPerson } from './AddPerson.tsx';
import { KeyFilePanel } from './KeyFilePanel.tsx';
import { PersonLine } from './PersonLine.tsx';
import classes from './people.module.css';

const kinds = ['participant', 'team'] as const;

/** Participants (by pseudonym) and the team. */
export function People(): ReactElement {
  return (
    <>
      <KeyFilePanel />
      <div className={classes['columns']}>
        {kinds.map((kind) => (
          <Column key={kind} kind={kind} />
        ))}
      </div>
    </>
  );
}

function Column({ kind }: { readonly kind: PersonKind }): ReactElement {
  const { t } = useTranslation();
  const people = useRows((rows) => rows.all('person'))
    .filter((person) => person.kind === kind)
    .toSorted(
      (left, right) =>
        Number(left.isRetired) - Number(right.isRetired) || compareNames(left.name, right.name),
    );
  return (
    <section aria-labelledby={`people-${kind}`}>
      <Title order={2} id={`people-${kind}`} className={classes['title'] ?? ''}>
        {t(`kind.${kind}`)}
      </Title>
      <Text c="dimmed" size="sm" className={classes['hint'] ?? ''}>
        {t(`people.hint.${kind}`)}
      </Text>
      <div className={classes['panel']}>
        {people.length > 0 && (
          <ul>
            {people.map((person) => (
              <PersonLine key={person.id} person={person} />
            ))}
          </ul>
        )}
        <AddPerson kind={kind} />
      </div>
    </section>
  );
}
