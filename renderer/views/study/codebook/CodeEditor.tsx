import { Button, Switch, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import type { CallFailure } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { mirror, write } from '../../../state/rows.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import classes from './codebook.module.css';
import { codeColors, isSameColor } from './colors.ts';

type Props = { readonly code: CodeRow; readonly onRemoved: () => void };
type Fields = Partial<Pick<CodeRow, 'name' | 'color' | 'key' | 'isCodable'>>;

/** One code: name, key, colour, definition. Each change is saved as it is made. */
export function CodeEditor({ code, onRemoved }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, name, color, key, isCodable } = code;
  const [keyFailure, setKeyFailure] = useState<CallFailure | null>(null);
  // An imported code, or one with a colour of its own choosing, shows its colour as the chosen one too.
  const offered = codeColors.some((each) => isSameColor(each, color)) ? codeColors : [...codeColors, color];
  const change = (fields: Fields): void =>
    void orShow(write(client.code.update({ id, ...fields, actor: actorNow() })));

  async function changeKey(typed: string): Promise<void> {
    const next = typed.trim().toLowerCase().slice(-1);
    if (next !== '' && !/^[0-9a-z]$/.test(next)) return;
    const call = client.code.update({ id, key: next === '' ? null : next, actor: actorNow() });
    const result = await write(call);
    setKeyFailure(result.ok ? null : result.failure);
  }

  async function remove(): Promise<void> {
    const done = await orShow(write(client.code.remove({ id, actor: actorNow() })));
    if (done !== undefined) onRemoved();
  }

  return (
    <section className={classes['editor']} aria-label={t('codebook.editor', { name })}>
      <div className={classes['nameAndKey']}>
        <TextInput
          label={t('codebook.name')}
          key={`name ${name}`}
          defaultValue={name}
          maxLength={200}
          autoFocus={name === t('codebook.newName')}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => {
            const next = event.currentTarget.value.trim();
            if (next !== '' && next !== name) change({ name: next });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
        <TextInput
          className={classes['keyField'] ?? ''}
          label={t('codebook.key')}
          value={key?.toUpperCase() ?? ''}
          placeholder="–"
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => void changeKey(event.currentTarget.value)}
          aria-describedby="code-key-hint"
        />
      </div>
      <p id="code-key-hint" className={classes['hint']} role={keyFailure === null ? undefined : 'alert'}>
        {keyFailure === null
          ? t('codebook.keyHint')
          : keyFailure.code === 'CONFLICT'
            ? t('codebook.keyTaken', {
                key: String(keyFailure.data['key']).toUpperCase(),
                name: String(keyFailure.data['name']),
              })
            : t(`failure.${keyFailure.code}`, keyFailure.data)}
      </p>
      <fieldset className={classes['colors']}>
        <legend>{t('codebook.color')}</legend>
        {offered.map((each, place) => (
          <label key={each} className={classes['color']} style={{ background: each }}>
            <input
              type="radio"
              name={`color of ${id}`}
              checked={isSameColor(each, color)}
              onChange={() => change({ color: each })}
              aria-label={t('codebook.colorNumber', { number: place + 1 })}
            />
          </label>
        ))}
        <label className={classes['otherColor']}>
          <span>{t('codebook.otherColor')}</span>
          <input
            type="color"
            key={color}
            defaultValue={color}
            onBlur={(event) => {
              if (event.currentTarget.value !== color) change({ color: event.currentTarget.value });
            }}
          />
        </label>
      </fieldset>
      <DraftTextarea
        label={t('codebook.definition')}
        placeholder={t('codebook.definitionHint')}
        minRows={4}
        source={{
          key: `code.definition:${id}`,
          read: () => mirror.get('code', id)?.definition ?? '',
          save: (definition, step) => write(client.code.update({ id, definition, step, actor: actorNow() })),
        }}
      />
      <Switch
        label={t('codebook.isCodable')}
        description={t('codebook.isCodableHint')}
        checked={isCodable}
        onChange={(event) => change({ isCodable: event.currentTarget.checked })}
      />
      <Button variant="subtle" color="red" className={classes['remove'] ?? ''} onClick={() => void remove()}>
        {t('codebook.remove')}
      </Button>
    </section>
  );
}
