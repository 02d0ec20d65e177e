import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ThingFacts } from '../../../shared/contract/memo.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { client } from '../../api/client.ts';
import { useAbout } from '../../desk/memos/about.ts';
import { useMemosLoad } from '../../state/apart.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow, tell } from '../../state/notices.ts';
import { write } from '../../state/rows.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import { useFoundThings } from './finding.ts';
import classes from './memos.module.css';
import { thingWords, useThings } from './things.ts';

const close = (): void => useAbout.setState({ linkedFrom: null });

/** Finds the other end of a link by typing; Enter draws it. */
export function LinkDialog({ from }: { readonly from: Thing }): ReactElement {
  const { t } = useTranslation();
  useMemosLoad();
  const [text, setText] = useState('');
  const [relation, setRelation] = useState('');
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const found = useFoundThings(text, from);
  const active = found[Math.min(index, found.length - 1)];
  const own = useThings([from]).get(from.id);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the active row is found by its mark in the document.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  async function draw({ kind, id }: ThingFacts): Promise<void> {
    const call = client.link.add({ from, to: { kind, id }, relation: relation.trim(), actor: actorNow() });
    if ((await orShow(write(call))) === undefined) return;
    tell(t('memo.linked'));
    close();
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter' && active !== undefined) void draw(active);
    else if (step !== 0 && found.length > 0)
      setIndex((Math.min(index, found.length - 1) + step + found.length) % found.length);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened
      size="lg"
      onClose={close}
      title={t('memo.linkTitle', { name: own === undefined ? '' : thingWords(own).name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes['dialog']}>
        <TextInput
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active === undefined ? '' : `${listId}-${active.id}`}
          label={t('memo.find')}
          placeholder={t('memo.findHint')}
          leftSection={<SearchIcon />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
        />
        <TextInput
          label={t('memo.relation')}
          placeholder={t('memo.relationHint')}
          maxLength={200}
          value={relation}
          onChange={(event) => setRelation(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id={listId} role="listbox" aria-label={t('memo.find')} className={classes['found']}>
          {found.map((each) => (
            <Option
              key={each.id}
              id={`${listId}-${each.id}`}
              facts={each}
              isActive={each === active}
              onChoose={() => void draw(each)}
              onPoint={() => setIndex(found.indexOf(each))}
            />
          ))}
        </div>
        {found.length === 0 && text.trim() !== '' && <p className={classes['none']}>{t('memo.findNone')}</p>}
        <p className={classes['hint']}>{t('memo.findKeys')}</p>
      </div>
    </Modal>
  );
}

type OptionProps = {
  readonly id: string;
  readonly facts: ThingFacts;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
};

function Option({ id, facts, isActive, onChoose, onPoint }: OptionProps): ReactElement {
  const { kind, name, where } = thingWords(facts);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above works the list by keyboard.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field (aria-activedescendant).
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={classes['option']}
      onClick={onChoose}
      onPointerMove={onPoint}
    >
      {kind !== '' && <span className={classes['kind']}>{kind}</span>}
      <span className={classes['name']}>{name}</span>
      {where !== '' && <span className={classes['about']}>{where}</span>}
    </div>
  );
}
