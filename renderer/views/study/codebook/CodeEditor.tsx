import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { type ReactElement, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodedThing } from '../../../../shared/contract/coding.ts';
import { codebookLimits } from '../../../../shared/model/code-rows.ts';
import type { CodeId } from '../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { putOnScreen } from '../../../desk/memos/opened.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { mirror, write } from '../../../state/rows.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import { Memos } from '../../memos/Memos.tsx';
import { ColorField } from './ColorField.tsx';
import classes from './codebook.module.css';
import { Examples } from './Examples.tsx';
import { GroupField } from './GroupField.tsx';
import { KeyField } from './KeyField.tsx';
import { MergeDialog } from './restructure/MergeDialog.tsx';
import { MoveDialog } from './restructure/MoveDialog.tsx';
import { SplitDialog } from './restructure/SplitDialog.tsx';
import { SetsField } from './sets/SetsField.tsx';

export type EditorHandle = { readonly focus: () => void };
type Props = {
  readonly code: CodeRow;
  /** The code to look at now that this one is gone. */
  readonly onGone: (next: CodeId | null) => void;
  readonly ref?: Ref<EditorHandle>;
};
type Fields = Partial<Omit<CodeRow, 'id' | 'parentId' | 'position' | 'guid'>>;
const longTexts = ['definition', 'whenToUse', 'whenNotToUse'] as const;
const labels = {
  definition: 'codebook.definition',
  whenToUse: 'coding.book.whenToUse',
  whenNotToUse: 'coding.book.whenNotToUse',
} as const;

/** Everything that is said of a code. Each change is saved as it is made. */
export function CodeEditor({ code, onGone, ref }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, name, kind, isCodable, isRetired } = code;
  const nameField = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => nameField.current?.focus() }), []);
  const things = useThings(id);
  useEffect(() => putOnScreen({ kind: 'code', id }), [id]);
  const change = (fields: Fields): void =>
    void orShow(write(client.code.update({ id, ...fields, actor: actorNow() })));

  return (
    <section className={classes['editor']} aria-label={t('codebook.editor', { name })}>
      <div className={classes['nameAndLabel']}>
        <TextInput
          ref={nameField}
          label={t('codebook.name')}
          key={`name ${name}`}
          defaultValue={name}
          maxLength={codebookLimits.name}
          autoFocus={name === t('codebook.newName')}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => {
            const next = event.currentTarget.value.trim();
            if (next !== '' && next !== name) change({ name: next });
          }}
          onKeyDown={blurOnEnter}
        />
        <TextInput
          label={t('coding.book.shortLabel')}
          key={`label ${code.shortLabel}`}
          defaultValue={code.shortLabel}
          maxLength={codebookLimits.shortLabel}
          title={t('coding.book.shortLabelHint')}
          onBlur={(event) => {
            const next = event.currentTarget.value.trim();
            if (next !== code.shortLabel) change({ shortLabel: next });
          }}
          onKeyDown={blurOnEnter}
        />
      </div>
      <KeyField code={code} />
      <ColorField code={code} onChange={(color) => change({ color })} />
      {longTexts.map((field) => (
        <DraftTextarea
          key={field}
          label={t(labels[field])}
          {...(field === 'definition' ? { placeholder: t('codebook.definitionHint') } : {})}
          minRows={field === 'definition' ? 3 : 2}
          source={{
            key: `code.${field}:${id}`,
            read: () => mirror.get('code', id)?.[field] ?? '',
            save: (text, step) => write(client.code.update({ id, [field]: text, step, actor: actorNow() })),
          }}
        />
      ))}
      <Examples codeId={id} things={things} />
      <SegmentedControl
        aria-label={t('coding.book.kind')}
        value={kind}
        onChange={(value) => change({ kind: value === 'point' ? 'point' : 'state' })}
        data={[
          { value: 'state', label: t('coding.book.state') },
          { value: 'point', label: t('coding.book.point') },
        ]}
      />
      <GroupField code={code} onChange={(exclusiveGroup) => change({ exclusiveGroup })} />
      <SetsField codeId={id} />
      <Switch
        label={t('codebook.isCodable')}
        description={t('codebook.isCodableHint')}
        checked={isCodable}
        onChange={(event) => change({ isCodable: event.currentTarget.checked })}
      />
      <Switch
        label={t('coding.book.isRetired')}
        description={t('coding.book.isRetiredHint')}
        checked={isRetired}
        onChange={(event) => change({ isRetired: event.currentTarget.checked })}
      />
      <Memos kind="code" id={id} />
      <Restructure code={code} things={things} onGone={onGone} />
    </section>
  );
}

function blurOnEnter(event: { key: string; currentTarget: HTMLInputElement }): void {
  if (event.key === 'Enter') event.currentTarget.blur();
}

/** What the code was given to; asked when it is looked at. */
function useThings(id: CodeId): readonly CodedThing[] {
  const [things, setThings] = useState<readonly CodedThing[]>([]);
  useEffect(() => {
    let isWanted = true;
    const ask = (): void =>
      void attempt(client.code.codings({ id })).then((result) => {
        if (isWanted && result.ok) setThings(result.value);
      });
    ask();
    const unsubscribe = mirror.subscribe((touched) => {
      if (touched === 'all' || touched.some(({ entity }) => entity === 'coding')) ask();
    });
    return () => {
      isWanted = false;
      unsubscribe();
    };
  }, [id]);
  return things;
}

type RestructureProps = {
  readonly code: CodeRow;
  readonly things: readonly CodedThing[];
  readonly onGone: Props['onGone'];
};

/** Merging, splitting, moving, removing: each says first what becomes of the codings. */
function Restructure({ code, things, onGone }: RestructureProps): ReactElement {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'merge' | 'split' | 'move' | null>(null);
  const close = (): void => setDialog(null);

  async function remove(): Promise<void> {
    const done = await orShow(write(client.code.remove({ id: code.id, actor: actorNow() })));
    if (done !== undefined) onGone(null);
  }

  return (
    <section aria-label={t('coding.book.restructure')}>
      <p className={classes['usage']}>
        {things.length === 0 ? t('coding.book.usageNone') : t('coding.book.usage', { count: things.length })}
      </p>
      <div className={classes['actions']}>
        <Button variant="default" size="compact-md" onClick={() => setDialog('merge')}>
          {t('coding.book.merge')}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => setDialog('split')}>
          {t('coding.book.split')}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => setDialog('move')}>
          {t('coding.book.moveTo')}
        </Button>
        <Button variant="subtle" color="red" size="compact-md" onClick={() => void remove()}>
          {t('codebook.remove')}
        </Button>
      </div>
      {dialog === 'merge' && <MergeDialog code={code} onClose={close} onDone={onGone} />}
      {dialog === 'split' && <SplitDialog code={code} things={things} onClose={close} />}
      {dialog === 'move' && <MoveDialog code={code} onClose={close} />}
    </section>
  );
}
