import { Button, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeId } from '../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { CodeEditor } from './CodeEditor.tsx';
import { CodeTree } from './CodeTree.tsx';
import classes from './codebook.module.css';
import { nextColor } from './colors.ts';

/** The codebook: its tree, and the code that is chosen in it. */
export function Codebook(): ReactElement {
  const { t } = useTranslation();
  const codes = useRows((rows) => rows.all('code'));
  const [chosenId, choose] = useState<CodeId | null>(null);
  const chosen = codes.find(({ id }) => id === chosenId);

  async function add(parent: CodeRow | null): Promise<void> {
    const call = client.code.create({
      parentId: parent?.id ?? null,
      name: t('codebook.newName'),
      color: parent?.color ?? nextColor(codes),
      key: null,
      definition: '',
      isCodable: true,
      actor: actorNow(),
    });
    const made = await orShow(write(call));
    if (made !== undefined) choose(made.id);
  }

  return (
    <>
      <div className={classes['bar']}>
        <Button leftSection={<PlusIcon />} onClick={() => void add(null)}>
          {t('codebook.add')}
        </Button>
        {chosen !== undefined && (
          <Button variant="default" onClick={() => void add(chosen)}>
            {t('codebook.addInside', { name: chosen.name })}
          </Button>
        )}
        <Text c="dimmed" className={classes['summary'] ?? ''}>
          {t('codebook.codes', { count: codes.length })}
        </Text>
      </div>
      {codes.length === 0 ? (
        <EmptyState order={2} size="lg" title={t('codebook.emptyTitle')}>
          {t('codebook.emptyText')}
        </EmptyState>
      ) : (
        <div className={classes['columns']}>
          <div>
            <CodeTree codes={codes} chosenId={chosen?.id ?? null} onChoose={choose} />
            <Text size="sm" c="dimmed" className={classes['keysHint'] ?? ''}>
              {t('codebook.keysHint')}
            </Text>
          </div>
          {chosen === undefined ? (
            <div className={classes['editor']}>
              <EmptyState title={t('codebook.noneChosen')} />
            </div>
          ) : (
            <CodeEditor key={chosen.id} code={chosen} onRemoved={() => choose(null)} />
          )}
        </div>
      )}
    </>
  );
}
