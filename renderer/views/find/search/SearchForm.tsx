import { Checkbox, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isPlain } from '../../../commands/chord.ts';
import { commandOf, runById } from '../../../commands/commands.ts';
import { useKeys } from '../../../commands/keyChoices.ts';
import { keysOf } from '../../../commands/keymap.ts';
import { keyNames } from '../../../commands/keyName.ts';
import { useFind } from '../../../desk/find/find.ts';
import {
  restoreSearch,
  searchAgain,
  searchKinds,
  setWanted,
  useSearch,
} from '../../../desk/find/searching.ts';
import { onMessage } from '../../../state/connection.ts';
import { SearchIcon } from '../../../ui/icons.tsx';
import classes from '../find.module.css';
import { listId, rowId, useAtHand } from '../list/atHand.ts';
import { useSessionChoices } from '../useChoices.ts';

/** The keys that play while something is typed. */
function useTypingKeys(): string {
  const { choices } = useKeys();
  const command = commandOf('reel.toggle');
  const chord = command && keysOf(command, choices).find((each) => !isPlain(each));
  return chord === undefined ? '–' : keyNames(chord).join(' ');
}

/** Words, and where to look for them. The keys of the list work from the field, so that nobody has to leave it. */
export function SearchForm(): ReactElement {
  const { t } = useTranslation();
  const { text, kinds, sessionId } = useSearch();
  const sessions = useSessionChoices();
  const play = useTypingKeys();
  const field = useRef<HTMLInputElement>(null);
  const atHand = useAtHand();
  const asked = useFind((state) => state.asked);
  const hasFound = useFind((state) => state.findings.found.length > 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more, it wants the focus once more.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => {
    void restoreSearch();
    return onMessage((message) => (message.type === 'change' ? searchAgain() : undefined));
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') runById('reel.next');
    else if (event.key === 'ArrowUp') runById('reel.previous');
    else if (event.key === 'Enter') runById(event.shiftKey ? 'found.openOther' : 'found.open');
    else return;
    event.preventDefault();
  };

  return (
    <search className={classes['fields']}>
      <TextInput
        ref={field}
        size="md"
        type="search"
        role="combobox"
        aria-expanded={hasFound}
        {...(hasFound ? { 'aria-controls': listId } : {})}
        aria-autocomplete="list"
        aria-activedescendant={atHand === undefined ? '' : rowId(atHand.key)}
        label={t('find.search.label')}
        placeholder={t('find.search.placeholder')}
        description={t('find.search.hint')}
        inputWrapperOrder={['label', 'input', 'description']}
        leftSection={<SearchIcon />}
        maxLength={200}
        value={text}
        onChange={(event) => setWanted({ text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <fieldset className={classes['choices']}>
        <legend>{t('find.search.kinds')}</legend>
        {searchKinds.map((kind) => (
          <Checkbox
            key={kind}
            size="sm"
            label={t(`find.search.kind.${kind}`)}
            checked={kinds.includes(kind)}
            onChange={(event) => {
              const isIn = event.currentTarget.checked;
              setWanted({
                kinds: searchKinds.filter((each) => (each === kind ? isIn : kinds.includes(each))),
              });
            }}
          />
        ))}
      </fieldset>
      <Select
        label={t('find.search.where')}
        placeholder={t('find.search.everywhere')}
        clearable
        searchable
        value={sessionId}
        data={sessions}
        onChange={(value) => setWanted({ sessionId: value })}
      />
      <p className={classes['hint']}>{t('find.search.keys', { play })}</p>
    </search>
  );
}
