import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSameQuery } from '../../../desk/find/draft.ts';
import { saveQuery, updateSaved, useQuery } from '../../../desk/find/querying.ts';
import { useRows } from '../../../state/rows.ts';
import classes from './query.module.css';

/** Keeps the query under a name, or what was changed of one that has a name. */
export function SaveQuery(): ReactElement {
  const { t } = useTranslation();
  const { query, savedId } = useQuery();
  const saved = useRows((rows) => rows.get('savedQuery', savedId));
  const [name, setName] = useState('');
  const isChanged = saved !== undefined && !isSameQuery(saved.query, query);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    void saveQuery(name.trim()).then((isSaved) => {
      if (isSaved) setName('');
    });
  };
  return (
    <div className={classes['keep']}>
      {isChanged && (
        <Button variant="default" onClick={() => void updateSaved(saved)}>
          {t('find.query.update')}
        </Button>
      )}
      <form className={classes['save']} onSubmit={send}>
        <TextInput
          label={t(saved === undefined ? 'find.query.saveAs' : 'find.query.saveNew')}
          placeholder={t('find.query.name')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={name.trim() === ''}>
          {t('find.query.save')}
        </Button>
      </form>
    </div>
  );
}
