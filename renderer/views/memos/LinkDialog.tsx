import { TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ThingFacts } from '../../../shared/contract/memo.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { client } from '../../api/client.ts';
import { useAbout } from '../../desk/memos/about.ts';
import { useMemosLoad } from '../../state/apart.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow, tell } from '../../state/notices.ts';
import { write } from '../../state/rows.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { ChoiceList, useListChoice } from '../../ui/ListChoice.tsx';
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
  const found = useFoundThings(text, from);
  const own = useThings([from]).get(from.id);

  async function draw({ kind, id }: ThingFacts): Promise<void> {
    const call = client.link.add({ from, to: { kind, id }, relation: relation.trim(), actor: actorNow() });
    if ((await orShow(write(call))) === undefined) return;
    tell(t('memo.linked'));
    close();
  }
  const choice = useListChoice({ found, keyOf: ({ id }) => id, onChoose: (each) => void draw(each) });

  return (
    <Dialog
      size="lg"
      onClose={close}
      title={t('memo.linkTitle', { name: own === undefined ? '' : thingWords(own).name })}
    >
      <div className={classes['dialog']}>
        <TextInput
          data-autofocus
          {...choice.field}
          label={t('memo.find')}
          placeholder={t('memo.findHint')}
          leftSection={<SearchIcon />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            choice.begin();
          }}
          onKeyDown={choice.onKeyDown}
        />
        <TextInput
          label={t('memo.relation')}
          placeholder={t('memo.relationHint')}
          maxLength={200}
          value={relation}
          onChange={(event) => setRelation(event.currentTarget.value)}
          onKeyDown={choice.onKeyDown}
        />
        <ChoiceList
          choice={choice}
          label={t('memo.find')}
          className={classes['found']}
          optionClassName={classes['option']}
        >
          {(each) => <Found facts={each} />}
        </ChoiceList>
        {found.length === 0 && text.trim() !== '' && <p className={classes['none']}>{t('memo.findNone')}</p>}
        <p className={classes['hint']}>{t('memo.findKeys')}</p>
      </div>
    </Dialog>
  );
}

function Found({ facts }: { readonly facts: ThingFacts }): ReactElement {
  const { kind, name, where } = thingWords(facts);
  return (
    <>
      {kind !== '' && <span className={classes['kind']}>{kind}</span>}
      <span className={classes['name']}>{name}</span>
      {where !== '' && <span className={classes['about']}>{where}</span>}
    </>
  );
}
