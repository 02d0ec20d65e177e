import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codebookLimits } from '../../../../../shared/model/code-rows.ts';
import type { CodeSetRow } from '../../../../../shared/model/rows.ts';
import { client } from '../../../../api/client.ts';
import { codeTree, pathWords } from '../../../../desk/session/model/codeTree.ts';
import { actorNow } from '../../../../state/interface.ts';
import { orShow } from '../../../../state/notices.ts';
import { mirror, useRows, write } from '../../../../state/rows.ts';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { DraftTextarea } from '../../../../ui/DraftTextarea.tsx';
import { compareNames } from '../../../../ui/names.ts';
import classes from '../codebook.module.css';
import { Members } from './Members.tsx';
import own from './sets.module.css';

/** The sets of codes: made by a name, and looked at and changed one at a time. */
export function SetsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const sets = useRows((rows) => rows.all('codeSet'));
  const memberships = useRows((rows) => rows.all('codeSetMember'));
  const [name, setName] = useState('');
  const [chosenId, setChosen] = useState<string | null>(null);
  const ordered = useMemo(() => sets.toSorted((one, other) => compareNames(one.name, other.name)), [sets]);
  const counts = useMemo(() => Map.groupBy(memberships, ({ setId }) => setId), [memberships]);
  const chosen = ordered.find(({ id }) => id === chosenId) ?? ordered[0];

  async function add(): Promise<void> {
    const call = client.codeSet.create({ name: name.trim(), actor: actorNow() });
    const made = await orShow(write(call));
    if (made === undefined) return;
    setName('');
    setChosen(made.id);
  }

  return (
    <Dialog onClose={onClose} size="lg" title={t('coding.book.sets')}>
      <Text c="dimmed">{t('coding.book.setsHint')}</Text>
      <form
        className={classes['keepVersion']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void add();
        }}
      >
        <TextInput
          data-autofocus
          label={t('coding.book.setNew')}
          value={name}
          maxLength={codebookLimits.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {t('coding.book.setAdd')}
        </Button>
      </form>
      {chosen !== undefined && (
        <div className={own['set']}>
          <NativeSelect
            label={t('coding.book.setChoose')}
            value={chosen.id}
            data={ordered.map(({ id, name: label }) => ({
              value: id,
              label: t('coding.book.setOption', {
                name: label,
                codes: t('codebook.codes', { count: counts.get(id)?.length ?? 0 }),
              }),
            }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <SetFields key={chosen.id} set={chosen} />
        </div>
      )}
    </Dialog>
  );
}

/** What is said of a set, and its codes. Each change is saved as it is made. */
function SetFields({ set: { id, name } }: { readonly set: CodeSetRow }): ReactElement {
  const { t } = useTranslation();
  const codes = useRows((rows) => rows.all('code'));
  const memberships = useRows((rows) => rows.of('codeSetMember', id));
  const choices = useMemo(
    () => codeTree(codes).map((node) => ({ value: node.code.id, label: pathWords(node) })),
    [codes],
  );
  return (
    <>
      <TextInput
        label={t('coding.book.setName')}
        key={name}
        defaultValue={name}
        maxLength={codebookLimits.name}
        onBlur={(event) => {
          const next = event.currentTarget.value.trim();
          if (next !== '' && next !== name)
            void orShow(write(client.codeSet.update({ id, name: next, actor: actorNow() })));
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <DraftTextarea
        label={t('coding.book.setDescription')}
        source={{
          key: `codeSet.description:${id}`,
          read: () => mirror.get('codeSet', id)?.description ?? '',
          save: (text, step) =>
            write(client.codeSet.update({ id, description: text, step, actor: actorNow() })),
        }}
      />
      <Members
        label={t('coding.book.setCodes')}
        choices={choices}
        chosen={new Set(memberships.map(({ codeId }) => codeId))}
        put={(codeId) => client.codeSet.addCode({ id, codeId, actor: actorNow() })}
        take={(codeId) => client.codeSet.removeCode({ id, codeId, actor: actorNow() })}
      />
      <Button
        variant="subtle"
        color="red"
        size="compact-md"
        className={own['remove'] ?? ''}
        onClick={() => void orShow(write(client.codeSet.remove({ id, actor: actorNow() })))}
      >
        {t('coding.book.setRemove')}
      </Button>
    </>
  );
}
