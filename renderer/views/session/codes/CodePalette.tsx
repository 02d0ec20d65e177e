import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../../commands/Keys.tsx';
import { applyCode } from '../../../desk/coding/applying.ts';
import { closePalette, useCoding } from '../../../desk/coding/coding.ts';
import { paletteCodes } from '../../../desk/coding/paletteCodes.ts';
import { focusOn } from '../../../desk/session/desk.ts';
import { codeTree } from '../../../desk/session/model/codeTree.ts';
import { useRows } from '../../../state/rows.ts';
import { SearchIcon } from '../../../ui/icons.tsx';
import { ChoiceList, useListChoice } from '../../../ui/ListChoice.tsx';
import { CodeDot } from '../CodeDot.tsx';
import { useDesk } from '../deskContext.ts';
import classes from './CodingStrip.module.css';

/**
 * Every code by a few letters, while the recording plays on: it lies above the strip and holds nothing up. What is
 * applied is applied at the instant at which the palette was asked for.
 */
export function CodePalette({ atMs }: { readonly atMs: number }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const codes = useRows((rows) => rows.all('code'));
  const favourites = useCoding((state) => state.favourites);
  const recent = useCoding((state) => state.recent);
  const [query, setQuery] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const tree = useMemo(() => codeTree(codes), [codes]);
  const found = useMemo(
    () => paletteCodes(tree, query, favourites, recent),
    [tree, query, favourites, recent],
  );

  // Before the next key press: what is typed from now on is meant for the palette.
  useLayoutEffect(() => input.current?.focus(), []);

  const leave = (): void => {
    focusOn(desk, 'recording');
    closePalette();
  };
  const choice = useListChoice({
    found,
    keyOf: ({ code }) => code.id,
    onChoose: ({ code }) => {
      leave();
      void applyCode(desk, code.id, atMs);
    },
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (choice.onKeyDown(event) || event.key !== 'Escape') return;
    leave();
    event.preventDefault();
  };

  return (
    <div className={classes['palette']}>
      <TextInput
        ref={input}
        {...choice.field}
        aria-label={t('coding.desk.find')}
        placeholder={t('coding.desk.findPlaceholder')}
        leftSection={<SearchIcon />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          choice.begin();
        }}
        onKeyDown={onKeyDown}
        onBlur={closePalette}
      />
      <ChoiceList
        choice={choice}
        label={t('coding.desk.find')}
        className={classes['found']}
        optionClassName={classes['option']}
      >
        {({ code, path, why }) => (
          <>
            <CodeDot code={code} />
            <span className={classes['optionName']}>{code.name}</span>
            <span className={classes['path']}>{path.join(' › ')}</span>
            {why !== 'all' && <span className={classes['why']}>{t(`coding.desk.${why}`)}</span>}
            {code.key !== null && <Keys chord={code.key.toUpperCase()} />}
          </>
        )}
      </ChoiceList>
      {found.length === 0 && <p className={classes['none']}>{t('coding.desk.findNone')}</p>}
      <p className={classes['none']}>{t('coding.desk.findHint')}</p>
    </div>
  );
}
