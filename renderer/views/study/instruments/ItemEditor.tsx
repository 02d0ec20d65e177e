import {
  Button,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstrumentItemRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { mirror, write } from '../../../state/rows.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import { anchorsText, readAnchors } from './anchors.ts';
import classes from './instruments.module.css';
import { Problem } from './Problem.tsx';
import { blurOnEnter, type Saving, useSaving } from './problems.ts';

type Props = {
  readonly item: InstrumentItemRow;
  readonly number: number;
  readonly subscales: readonly string[];
};
type Fields = Partial<Omit<InstrumentItemRow, 'id' | 'instrumentId' | 'position' | 'step'>> & {
  readonly scaleStep?: number;
};

/** One item: its wording, its scale, and how it is scored. Each change is saved as it is made. */
export function ItemEditor({ item, number, subscales }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, label, kind } = item;
  const saving = useSaving();
  const change = (fields: Fields): void =>
    void saving.save(write(client.instrumentItem.update({ id, ...fields, actor: actorNow() })));
  return (
    <div className={classes['itemFields']}>
      <Problem text={saving.problem} />
      <TextInput
        label={t('instrument.label')}
        key={`label ${label}`}
        defaultValue={label}
        maxLength={200}
        autoFocus={label === t('instrument.newItem', { number })}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => {
          const next = event.currentTarget.value.trim();
          if (next !== '' && next !== label) change({ label: next });
        }}
        onKeyDown={blurOnEnter}
      />
      <DraftTextarea
        label={t('instrument.prompt')}
        placeholder={t('instrument.promptHint')}
        minRows={1}
        source={{
          key: `instrumentItem.prompt:${id}`,
          read: () => mirror.get('instrumentItem', id)?.prompt ?? '',
          save: (prompt, step) =>
            write(client.instrumentItem.update({ id, prompt, step, actor: actorNow() })),
        }}
      />
      <SegmentedControl
        aria-label={t('instrument.kind')}
        value={kind}
        onChange={(value) => {
          if (value === 'text') change({ kind: 'text', subscale: null, isReverse: false });
          else change({ kind: 'scale', ...(item.high > item.low ? {} : { low: 1, high: 5, anchors: [] }) });
        }}
        data={[
          { value: 'scale', label: t('instrument.itemKind.scale') },
          { value: 'text', label: t('instrument.itemKind.text') },
        ]}
      />
      {kind === 'scale' && (
        <>
          <Range item={item} saving={saving} change={change} />
          <Anchors item={item} saving={saving} change={change} />
          <Switch
            label={t('instrument.isReverse')}
            description={t('instrument.isReverseHint')}
            checked={item.isReverse}
            onChange={(event) => change({ isReverse: event.currentTarget.checked })}
          />
          {subscales.length > 0 && (
            <NativeSelect
              label={t('instrument.subscale')}
              value={item.subscale ?? ''}
              onChange={(event) => change({ subscale: event.currentTarget.value || null })}
              data={[
                { value: '', label: t('instrument.noSubscale') },
                ...subscales.map((name) => ({ value: name, label: name })),
              ]}
            />
          )}
        </>
      )}
      <div>
        <Button
          variant="subtle"
          color="red"
          size="compact-md"
          onClick={() =>
            void saving.save(write(client.instrumentItem.remove({ id, actor: actorNow() })), true)
          }
        >
          {t('instrument.removeItem')}
        </Button>
      </div>
    </div>
  );
}

type PartProps = {
  readonly item: InstrumentItemRow;
  readonly saving: Saving;
  readonly change: (fields: Fields) => void;
};

/** Lowest and highest are saved together once they make a scale: on the way from 1–5 to 6–9 they do not. */
function Range({ item, saving, change }: PartProps): ReactElement {
  const { t } = useTranslation();
  const [low, setLow] = useState<number | string>(item.low);
  const [high, setHigh] = useState<number | string>(item.high);
  // Not by a key: made anew, the field that Tab has gone on to would lose the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was refused shows again what is saved.
  useEffect(() => {
    setLow(item.low);
    setHigh(item.high);
  }, [item.low, item.high, saving.round]);
  const steps = [...new Set([1, 0.5, item.step])];
  const leave = (): void => {
    if (typeof low !== 'number' || typeof high !== 'number') return;
    if (high <= low) saving.setProblem(t('instrument.problem.high'));
    else if (low !== item.low || high !== item.high) change({ low, high });
    else saving.setProblem(null);
  };
  const words = (step: number): string =>
    step === 1
      ? t('instrument.wholePoints')
      : step === 0.5
        ? t('instrument.halfPoints')
        : t('instrument.stepsOf', { step });
  return (
    <div className={classes['range']}>
      <NumberInput label={t('instrument.low')} value={low} onChange={setLow} onBlur={leave} />
      <NumberInput label={t('instrument.high')} value={high} onChange={setHigh} onBlur={leave} />
      <NativeSelect
        label={t('instrument.step')}
        value={String(item.step)}
        onChange={(event) => change({ scaleStep: Number(event.currentTarget.value) })}
        data={steps.map((step) => ({ value: String(step), label: words(step) }))}
      />
    </div>
  );
}

function Anchors({ item, saving, change }: PartProps): ReactElement {
  const { t } = useTranslation();
  const text = anchorsText(item.anchors);
  return (
    <Textarea
      label={t('instrument.anchors')}
      description={t('instrument.anchorsHint')}
      key={`${text} ${saving.round}`}
      defaultValue={text}
      autosize
      minRows={2}
      maxRows={8}
      onBlur={(event) => {
        const read = readAnchors(event.currentTarget.value);
        if ('badLine' in read) saving.setProblem(t('instrument.problem.anchorLine', { line: read.badLine }));
        else if (anchorsText(read.anchors) !== text) change({ anchors: read.anchors });
        else saving.setProblem(null);
      }}
    />
  );
}
