import { Button, Title } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelImport, startImport } from '../../../state/importing.ts';
import { useImports } from '../../../state/imports.ts';
import { ImportCard } from './ImportCard.tsx';
import classes from './imports.module.css';

/** The files on their way in, each with its questions, its progress or its trouble. */
export function ImportList(): ReactElement | null {
  const { t } = useTranslation();
  const items = useImports((state) => state.items);
  const section = useRef<HTMLElement>(null);
  const count = items.length;
  useEffect(() => {
    // A drop on a board scrolled far down would otherwise seem to have done nothing.
    if (count > 0) section.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  if (count === 0) return null;

  const asking = items.filter(({ phase }) => phase === 'asking');
  const done = items.filter(({ phase }) => phase === 'done');
  return (
    <section className={classes['list']} aria-labelledby="imports" ref={section}>
      <div className={classes['listHead']}>
        <Title order={2} id="imports" className={classes['listTitle'] ?? ''}>
          {t('import.title')}
        </Title>
        {asking.length > 1 && (
          <Button size="sm" onClick={() => void importAll(asking.map(({ id }) => id))}>
            {t('import.all', { count: asking.length })}
          </Button>
        )}
        {done.length > 0 && (
          <Button
            size="sm"
            variant="default"
            onClick={() => {
              for (const { id } of done) void cancelImport(id);
            }}
          >
            {t('import.clear')}
          </Button>
        )}
      </div>
      <ul className={classes['cards']}>
        {items.map((item) => (
          <ImportCard key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

/** In turn, so that new sessions are numbered in the order of the list. */
async function importAll(ids: readonly string[]): Promise<void> {
  for (const id of ids) await startImport(id);
}
