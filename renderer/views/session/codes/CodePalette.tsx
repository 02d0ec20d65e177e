import { TextInput } from '@mantine/core';
import {
  type KeyboardEvent,
  type ReactElement,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../../commands/Keys.tsx';
import { applyCode } from '../../../desk/coding/applying.ts';
import { closePalette, useCoding } from '../../../desk/coding/coding.ts';
import { type PaletteCode, paletteCodes } from '../../../desk/coding/paletteCodes.ts';
import { focusOn } from '../../../desk/session/desk.ts';
import { codeTree } from '../../../desk/session/model/codeTree.ts';
import { useRows } from '../../../state/rows.ts';
import { SearchIcon } from '../../../ui/icons.tsx';
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
  const [index, setIndex] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const tree = useMemo(() => codeTree(codes), [codes]);
  const found = useMemo(
    () => paletteCodes(tree, query, favourites, recent),
    [tree, query, favourites, recent],
  );
  const active = found[Math.min(index, found.length - 1)];

  // Before the next key press: what is typed from now on is meant for the palette.
  useLayoutEffect(() => input.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active row is found by its mark in the document.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const leave = (): void => {
    focusOn(desk, 'recording');
    closePalette();
  };
  const choose = ({ code }: PaletteCode): void => {
    leave();
    void applyCode(desk, code.id, atMs);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && active !== undefined) choose(active);
    else if (step !== 0 && found.length > 0)
      setIndex((Math.min(index, found.length - 1) + step + found.length) % found.length);
    else return;
    event.preventDefault();
  };

  return (
    <div className={classes['palette']}>
      <TextInput
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={active === undefined ? '' : `${listId}-${active.code.id}`}
        aria-label={t('coding.desk.find')}
        placeholder={t('coding.desk.findPlaceholder')}
        leftSection={<SearchIcon />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={closePalette}
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t('coding.desk.find')}
        className={classes['found']}
      >
        {found.map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above works the list by keyboard.
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field (aria-activedescendant).
          <div
            key={item.code.id}
            id={`${listId}-${item.code.id}`}
            role="option"
            aria-selected={item === active}
            className={classes['option']}
            // The field must not lose the focus before the click is one.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(item)}
            onPointerMove={() => setIndex(found.indexOf(item))}
          >
            <CodeDot code={item.code} />
            <span className={classes['optionName']}>{item.code.name}</span>
            <span className={classes['path']}>{item.path.join(' › ')}</span>
            {item.why !== 'all' && <span className={classes['why']}>{t(`coding.desk.${item.why}`)}</span>}
            {item.code.key !== null && <Keys chord={item.code.key.toUpperCase()} />}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={classes['none']}>{t('coding.desk.findNone')}</p>}
      <p className={classes['none']}>{t('coding.desk.findHint')}</p>
    </div>
  );
}
