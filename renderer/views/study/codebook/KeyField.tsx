import { TextInput } from '@mantine/core';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import type { CallFailure } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { useKeys } from '../../../commands/keyChoices.ts';
import { reservedKeys } from '../../../commands/keymap.ts';
import { actorNow } from '../../../state/interface.ts';
import { write } from '../../../state/rows.ts';
import classes from './codebook.module.css';

/** The key that applies the code. One that another code has is refused with a sentence that says which. */
export function KeyField({ code }: { readonly code: CodeRow }): ReactElement {
  const { t } = useTranslation();
  const { id, key } = code;
  const hintId = useId();
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const isHidden = useKeys(({ keymap }) => key !== null && reservedKeys(keymap).has(key));

  async function change(typed: string): Promise<void> {
    const next = typed.trim().toLowerCase().slice(-1);
    if (next !== '' && !/^[0-9a-z]$/.test(next)) return;
    const call = client.code.update({ id, key: next === '' ? null : next, actor: actorNow() });
    const result = await write(call);
    setFailure(result.ok ? null : result.failure);
  }

  const hint =
    failure === null
      ? t(isHidden ? 'coding.book.keyHidden' : 'codebook.keyHint')
      : failure.code === 'CONFLICT'
        ? t('codebook.keyTaken', {
            key: String(failure.data['key']).toUpperCase(),
            name: String(failure.data['name']),
          })
        : t(`failure.${failure.code}`, failure.data);
  return (
    <div className={classes['keyAndHint']}>
      <TextInput
        className={classes['keyField'] ?? ''}
        label={t('codebook.key')}
        value={key?.toUpperCase() ?? ''}
        placeholder="–"
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => void change(event.currentTarget.value)}
        aria-describedby={hintId}
      />
      <p id={hintId} className={classes['hint']} role={failure === null ? undefined : 'alert'}>
        {hint}
      </p>
    </div>
  );
}
