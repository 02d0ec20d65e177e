import { ActionIcon, Button, CloseButton, Menu, TextInput } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodedThing, ExampleMoment } from '../../../../shared/contract/coding.ts';
import { codebookLimits } from '../../../../shared/model/code-rows.ts';
import type { CodeId } from '../../../../shared/model/ids.ts';
import type { CodeExampleRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { openMoment } from '../../../desk/session/openMoment.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { mirror, useRows, write } from '../../../state/rows.ts';
import { PlusIcon } from '../../../ui/icons.tsx';
import { sessionName } from '../../../ui/names.ts';
import { GoToIcon } from '../../session/icons.tsx';
import classes from './codebook.module.css';

type Props = { readonly codeId: CodeId; readonly things: readonly CodedThing[] };

/** Moments that show what the code means: each leads to where it is, and can say why it was taken. */
export function Examples({ codeId, things }: Props): ReactElement {
  const { t } = useTranslation();
  const rows = useRows((all) => all.of('codeExample', codeId));
  const [moments, setMoments] = useState<readonly ExampleMoment[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when an example comes, goes or is written on.
  useEffect(() => {
    let isWanted = true;
    void attempt(client.code.examples({ id: codeId })).then((result) => {
      if (isWanted && result.ok) setMoments(result.value);
    });
    return () => {
      isWanted = false;
    };
  }, [codeId, rows]);
  const [words, setWords] = useState('');
  async function addWords(): Promise<void> {
    const note = words.trim();
    if (note === '') return;
    setWords('');
    const call = client.codeExample.add({ codeId, momentId: null, note, actor: actorNow() });
    if ((await orShow(write(call))) === undefined) setWords(note);
  }
  const taken = new Set<string | null>(rows.map(({ momentId }) => momentId));
  const free = things.filter(({ momentId }) => momentId !== null && !taken.has(momentId)).slice(0, 50);

  return (
    <section aria-label={t('coding.book.examples')} className={classes['examples']}>
      <h3 className={classes['fieldTitle']}>{t('coding.book.examples')}</h3>
      {rows.length === 0 && <p className={classes['none']}>{t('coding.book.exampleNone')}</p>}
      <ul>
        {rows.map((row) => (
          <Example key={row.id} row={row} moment={moments.find(({ exampleId }) => exampleId === row.id)} />
        ))}
      </ul>
      <TextInput
        className={classes['exampleNote'] ?? ''}
        aria-label={t('coding.book.exampleWords')}
        placeholder={t('coding.book.exampleWords')}
        value={words}
        maxLength={codebookLimits.example}
        onChange={(event) => setWords(event.currentTarget.value)}
        onBlur={() => void addWords()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void addWords();
        }}
      />
      <Menu position="bottom-start" width={360}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<PlusIcon />}
            disabled={free.length === 0}
            title={free.length === 0 ? t('coding.book.exampleNoneToAdd') : undefined}
          >
            {t('coding.book.exampleAdd')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes['menu'] ?? ''}>
          {free.map(({ id, momentId, sessionId, startMs, words }) => (
            <Menu.Item
              key={id}
              onClick={() => {
                if (momentId === null) return;
                const call = client.codeExample.add({ codeId, momentId, note: '', actor: actorNow() });
                void orShow(write(call));
              }}
            >
              {placeWords(sessionId, startMs ?? 0)} {words || t('coding.book.unnamedMoment')}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </section>
  );
}

function placeWords(sessionId: string, startMs: number): string {
  const session = mirror.get('session', sessionId);
  return `${session === undefined ? '' : `${sessionName(session)}, `}${formatTime(startMs, 1)}`;
}

type ExampleProps = {
  readonly row: CodeExampleRow;
  /** Undefined for words alone, and until the core has said where the moment is. */
  readonly moment: ExampleMoment | undefined;
};

function Example({ row: { id, note }, moment }: ExampleProps): ReactElement {
  const { t } = useTranslation();
  const label =
    moment === undefined ? t('coding.book.exampleQuoted') : moment.label || t('coding.book.unnamedMoment');
  return (
    <li className={classes['example']}>
      <span className={classes['thing']}>
        <span>{label}</span>
        {moment !== undefined && (
          <span className={classes['thingWords']}>{placeWords(moment.sessionId, moment.startMs)}</span>
        )}
      </span>
      {moment !== undefined && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('coding.book.exampleOpen', { label })}
          onClick={() => void openMoment(moment)}
        >
          <GoToIcon />
        </ActionIcon>
      )}
      <CloseButton
        aria-label={t('coding.book.exampleRemove', { label })}
        onClick={() => void orShow(write(client.codeExample.remove({ id, actor: actorNow() })))}
      />
      <TextInput
        key={note}
        size="xs"
        className={classes['exampleNote'] ?? ''}
        aria-label={t('coding.book.exampleNote')}
        placeholder={t('coding.book.exampleNote')}
        defaultValue={note}
        maxLength={codebookLimits.example}
        onBlur={(event) => {
          const next = event.currentTarget.value.trim();
          if (next !== note)
            void orShow(write(client.codeExample.update({ id, note: next, actor: actorNow() })));
        }}
      />
    </li>
  );
}
