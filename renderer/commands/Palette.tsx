import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentDesk } from '../desk/current.ts';
import { nowMs } from '../desk/session/desk.ts';
import { closeCommandDialog } from './dialogs.ts';
import { Keys } from './Keys.tsx';
import classes from './Palette.module.css';
import { type PaletteItem, paletteItems, rank } from './paletteItems.ts';

/** Every command by name. The playhead's instant is taken when the palette opens, not when one has found the name. */
export function Palette(): ReactElement {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const [atMs] = useState(() => {
    const desk = currentDesk();
    return desk === null ? 0 : nowMs(desk);
  });
  const items = useMemo(() => paletteItems(), []);
  const found = useMemo(() => rank(items, query), [items, query]);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const active = found[Math.min(index, found.length - 1)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the active row is found by its mark in the document.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (item: PaletteItem): void => {
    closeCommandDialog();
    // After the dialog has given the focus back, because the command may want to put it somewhere.
    setTimeout(() => item.run(atMs), 0);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move !== 0 && found.length > 0) {
      event.preventDefault();
      setIndex((Math.min(index, found.length - 1) + move + found.length) % found.length);
    } else if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      choose(active);
    }
  };

  return (
    <Modal.Root
      opened
      onClose={closeCommandDialog}
      size="lg"
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('session.palette.title')}>
        <TextInput
          data-autofocus
          variant="unstyled"
          size="lg"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active === undefined ? '' : `${listId}-${active.key}`}
          aria-label={t('session.palette.title')}
          placeholder={t('session.palette.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
          classNames={{ root: classes['query'] ?? '', input: classes['input'] ?? '' }}
        />
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={t('session.palette.title')}
          className={classes['list']}
        >
          {found.map((item) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above works the list by keyboard.
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field (aria-activedescendant).
            <div
              key={item.key}
              id={`${listId}-${item.key}`}
              role="option"
              aria-selected={item === active}
              className={classes['item']}
              onClick={() => choose(item)}
              onPointerMove={() => setIndex(found.indexOf(item))}
            >
              <span>{item.label}</span>
              {item.chord !== undefined && <Keys chord={item.chord} />}
            </div>
          ))}
        </div>
        {found.length === 0 && <p className={classes['none']}>{t('session.palette.none')}</p>}
      </Modal.Content>
    </Modal.Root>
  );
}
