import { Button, NativeSelect, NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { recallInstrumentId } from '../../../../shared/instrument/recall-rating.ts';
import type { Scoring } from '../../../../shared/model/instrument-rows.ts';
import type { InstrumentRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { mirror, write } from '../../../state/rows.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import { ItemList } from './ItemList.tsx';
import classes from './instruments.module.css';
import { Problem } from './Problem.tsx';
import { blurOnEnter, useSaving } from './problems.ts';

type Fields = Partial<Omit<InstrumentRow, 'id' | 'createdAt' | 'template'>>;
const scorings: readonly Scoring[] = ['none', 'mean', 'sum'];

/** Everything that is said of an instrument, and its items. Each change is saved as it is made. */
export function InstrumentEditor({ instrument }: { readonly instrument: InstrumentRow }): ReactElement {
  const { t } = useTranslation();
  const { id, name, about, subscales, scoring, hasTotal, leastAnswered, isRetired } = instrument;
  const saving = useSaving();
  const change = (fields: Fields): void =>
    void saving.save(write(client.instrument.update({ id, ...fields, actor: actorNow() })));
  const isOfRecall = id === recallInstrumentId;
  const names = subscales.join(', ');

  if (isOfRecall)
    return (
      <section className={classes['panel']} aria-label={t('instrument.editor', { name })}>
        <h2 className={classes['title']}>{name}</h2>
        <p className={classes['muted']}>{t('instrument.recall')}</p>
        <ItemList instrument={instrument} isFixed />
      </section>
    );
  return (
    <section className={classes['panel']} aria-label={t('instrument.editor', { name })}>
      <Problem text={saving.problem} />
      <TextInput
        label={t('instrument.name')}
        key={`name ${name}`}
        defaultValue={name}
        maxLength={200}
        autoFocus={name === t('instrument.newName')}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => {
          const next = event.currentTarget.value.trim();
          if (next !== '' && next !== name) change({ name: next });
        }}
        onKeyDown={blurOnEnter}
      />
      <div>
        <span className={classes['fieldTitle']} id="instrument-about">
          {t('instrument.about')}
        </span>
        <SegmentedControl
          aria-labelledby="instrument-about"
          value={about}
          onChange={(value) => change({ about: value === 'session' ? 'session' : 'moment' })}
          data={[
            { value: 'moment', label: t('instrument.aboutKind.moment') },
            { value: 'session', label: t('instrument.aboutKind.session') },
          ]}
        />
      </div>
      <DraftTextarea
        label={t('instrument.note')}
        placeholder={t('instrument.noteHint')}
        source={{
          key: `instrument.note:${id}`,
          read: () => mirror.get('instrument', id)?.note ?? '',
          save: (note, step) => write(client.instrument.update({ id, note, step, actor: actorNow() })),
        }}
      />
      <ItemList instrument={instrument} />
      <TextInput
        label={t('instrument.subscales')}
        description={t('instrument.subscalesHint')}
        key={`subscales ${names} ${saving.round}`}
        defaultValue={names}
        onBlur={(event) => {
          const typed = event.currentTarget.value.split(',').flatMap((each) => each.trim() || []);
          const next = [...new Set(typed)].map((each) => each.slice(0, 100));
          if (next.join(', ') !== names) change({ subscales: next });
        }}
        onKeyDown={blurOnEnter}
      />
      <div className={classes['pair']}>
        <NativeSelect
          label={t('instrument.scoring')}
          value={scoring}
          onChange={(event) => {
            const next = scorings.find((each) => each === event.currentTarget.value);
            if (next !== undefined) change({ scoring: next });
          }}
          data={scorings.map((value) => ({ value, label: t(`instrument.scoringKind.${value}`) }))}
        />
        {scoring !== 'none' && (
          <NumberInput
            label={t('instrument.leastAnswered')}
            key={`least ${leastAnswered}`}
            defaultValue={Math.round(leastAnswered * 100)}
            min={0}
            max={100}
            allowDecimal={false}
            suffix=" %"
            onBlur={(event) => {
              const typed = Number.parseFloat(event.currentTarget.value);
              const next = Math.min(100, Math.max(0, Number.isNaN(typed) ? 100 : typed)) / 100;
              if (Math.round(next * 100) !== Math.round(leastAnswered * 100)) change({ leastAnswered: next });
            }}
          />
        )}
      </div>
      {scoring !== 'none' && (
        <>
          <p className={classes['muted']}>{t('instrument.leastAnsweredHint')}</p>
          <Switch
            label={t('instrument.hasTotal')}
            checked={hasTotal}
            onChange={(event) => change({ hasTotal: event.currentTarget.checked })}
          />
        </>
      )}
      <Switch
        label={t('instrument.isRetired')}
        description={t('instrument.isRetiredHint')}
        checked={isRetired}
        onChange={(event) => change({ isRetired: event.currentTarget.checked })}
      />
      <div>
        <Button
          variant="subtle"
          color="red"
          size="compact-md"
          onClick={() => void saving.save(write(client.instrument.remove({ id, actor: actorNow() })), true)}
        >
          {t('instrument.remove')}
        </Button>
      </div>
    </section>
  );
}
