import { Modal, TextInput } from '@mantine/core';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentDesk } from '../desk/current.ts';
import { nowMs } from '../desk/session/desk.ts';
import { ChoiceList, useListChoice } from '../ui/ListChoice.tsx';
import { closeCommandDialog } from './dialogs.ts';
import { Keys } from './Keys.tsx';
import classes from './Palette.module.css';
import { paletteItems, rank } from './paletteItems.ts';

/** Every command by name. The playhead's instant is taken when the palette opens, not when one has found the name. */
export function Palette(): ReactElement {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [atMs] = useState(() => {
    const desk = currentDesk();
    return desk === null ? 0 : nowMs(desk);
  });
  const items = useMemo(() => paletteItems(), []);
  const found = useMemo(() => rank(items, query), [items, query]);
  const choice = useListChoice({
    found,
    keyOf: ({ key }) => key,
    onChoose: (item) => {
      closeCommandDialog();
      // After the dialog has given the focus back, because the command may want to put it somewhere.
      setTimeout(() => item.run(atMs), 0);
    },
  });

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
          {...choice.field}
          aria-label={t('session.palette.title')}
          placeholder={t('session.palette.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            choice.begin();
          }}
          onKeyDown={choice.onKeyDown}
          classNames={{ root: classes['query'] ?? '', input: classes['input'] ?? '' }}
        />
        <ChoiceList
          choice={choice}
          label={t('session.palette.title')}
          className={classes['list']}
          optionClassName={classes['item']}
        >
          {(item) => (
            <>
              <span>{item.label}</span>
              {item.chord !== undefined && <Keys chord={item.chord} />}
            </>
          )}
        </ChoiceList>
        {found.length === 0 && <p className={classes['none']}>{t('session.palette.none')}</p>}
      </Modal.Content>
    </Modal.Root>
  );
}
