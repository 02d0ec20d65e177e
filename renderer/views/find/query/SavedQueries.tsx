import { Menu, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedQueryRow } from '../../../../shared/model/rows.ts';
import { removeSaved, renameSaved, runSaved, useQuery } from '../../../desk/find/querying.ts';
import { useRows } from '../../../state/rows.ts';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import { compareNames } from '../../../ui/names.ts';
import classes from './query.module.css';

/** Queries with names, for everybody who works in the study: each is run by its button. */
export function SavedQueries(): ReactElement | null {
  const { t } = useTranslation();
  const saved = useRows((rows) => rows.all('savedQuery'));
  const savedId = useQuery((state) => state.savedId);
  const [renamedId, setRenamed] = useState<string | null>(null);
  if (saved.length === 0) return null;
  return (
    <section aria-labelledby="saved-queries">
      <h2 id="saved-queries" className={classes['heading']}>
        {t('find.query.saved')}
      </h2>
      <ul className={classes['saved']}>
        {saved
          .toSorted((a, b) => compareNames(a.name, b.name))
          .map((one) => (
            <li key={one.id} className={classes['savedItem']} data-is-now={one.id === savedId || undefined}>
              {renamedId === one.id ? (
                <Rename saved={one} onDone={() => setRenamed(null)} />
              ) : (
                <>
                  <button
                    type="button"
                    className={classes['savedButton']}
                    aria-current={one.id === savedId || undefined}
                    onClick={() => runSaved(one)}
                  >
                    {one.name}
                  </button>
                  <MoreMenu label={t('find.query.more', { name: one.name })}>
                    <Menu.Item onClick={() => setRenamed(one.id)}>{t('find.query.rename')}</Menu.Item>
                    <Menu.Item color="red" onClick={() => void removeSaved(one)}>
                      {t('find.query.removeSaved')}
                    </Menu.Item>
                  </MoreMenu>
                </>
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Taken on Enter and on leaving; Escape leaves the old name. */
function Rename({
  saved,
  onDone,
}: {
  readonly saved: SavedQueryRow;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState(saved.name);
  const take = (): void => {
    const trimmed = name.trim();
    if (trimmed !== '' && trimmed !== saved.name) void renameSaved(saved, trimmed);
    onDone();
  };
  return (
    <TextInput
      autoFocus
      className={classes['rename'] ?? ''}
      aria-label={t('find.query.name')}
      value={name}
      maxLength={200}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        else if (event.key === 'Escape') onDone();
        else return;
        event.preventDefault();
      }}
    />
  );
}
