import { TextInput, UnstyledButton } from '@mantine/core';
import { type ReactElement, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodingRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { runById } from '../../../commands/commands.ts';
import { useCoding } from '../../../desk/coding/coding.ts';
import { sayCertainty } from '../../../desk/coding/editing.ts';
import { focusOn } from '../../../desk/session/desk.ts';
import { timeWords } from '../../../desk/session/timeWords.ts';
import { useDraft } from '../../../state/drafts.ts';
import { actorNow, useInterface } from '../../../state/interface.ts';
import { mirror, useRows, write } from '../../../state/rows.ts';
import { useSettings } from '../../../state/settings.ts';
import { CodeDot } from '../CodeDot.tsx';
import { useDesk } from '../deskContext.ts';
import classes from './CodingStrip.module.css';

/** The coding made or chosen last: what it is, how sure its coder is, and a comment. */
export function LastCoding(): ReactElement | null {
  const { t } = useTranslation();
  const codingId = useCoding((state) => state.codingId);
  const isCommenting = useCoding((state) => state.isCommenting);
  const personId = useInterface((state) => state.personId);
  const coding = useRows((rows) => rows.get('coding', codingId));
  const code = useRows((rows) => rows.get('code', coding?.codeId ?? null));
  if (coding === undefined || code === undefined) return null;
  const { startMs, endMs } = coding;
  return (
    <fieldset className={classes['last']} aria-label={t('coding.desk.last')}>
      <CodeDot code={code} />
      <span className={classes['chipName']}>{code.shortLabel || code.name}</span>
      {startMs !== null && (
        <span className={classes['muted']}>
          {timeWords(startMs)}
          {endMs !== null && endMs !== startMs && ` – ${timeWords(endMs)}`}
        </span>
      )}
      {coding.personId === personId && <Certainty coding={coding} />}
      {isCommenting ? (
        <Comment key={coding.id} coding={coding} />
      ) : (
        coding.comment !== '' && (
          <span className={classes['comment']} title={coding.comment}>
            “{coding.comment}”
          </span>
        )
      )}
      <MemoCount codingId={coding.id} />
    </fieldset>
  );
}

/** There only when there are any: Shift D writes the first. */
function MemoCount({ codingId }: { readonly codingId: CodingRow['id'] }): ReactElement | null {
  const { t } = useTranslation();
  const count = useRows((rows) => rows.of('memo', codingId).length);
  if (count === 0) return null;
  return (
    <UnstyledButton className={classes['point'] ?? ''} onClick={() => runById('memo.ofCoding')}>
      {t('memo.count', { count })}
    </UnstyledButton>
  );
}

function Certainty({ coding }: { readonly coding: CodingRow }): ReactElement | null {
  const { t } = useTranslation();
  const desk = useDesk();
  const { asksCertainty, certaintyScale } = useSettings();
  if (!asksCertainty) return null;
  return (
    <span className={classes['certainty']} role="radiogroup" aria-label={t('coding.desk.certainty')}>
      {certaintyScale.map(({ value, label }, place) => (
        <UnstyledButton
          key={value}
          role="radio"
          aria-checked={coding.certainty === value}
          title={`Alt ${place + 1}`}
          className={classes['point'] ?? ''}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => sayCertainty(desk, place)}
        >
          {label}
        </UnstyledButton>
      ))}
    </span>
  );
}

/** Written where one looks, saved as it is typed; Enter and Escape go back to the recording. */
function Comment({ coding }: { readonly coding: CodingRow }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const { id } = coding;
  const { text, failure, type, leave } = useDraft({
    key: `coding.comment:${id}`,
    read: () => mirror.get('coding', id)?.comment ?? '',
    save: (comment, step) => write(client.coding.update({ id, comment, step, actor: actorNow() })),
  });
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <TextInput
      ref={input}
      size="xs"
      className={classes['commentField'] ?? ''}
      aria-label={t('coding.desk.comment')}
      placeholder={t('coding.desk.commentPlaceholder')}
      maxLength={10_000}
      value={text}
      error={
        failure === null ? null : t('common.notSaved', { why: t(`failure.${failure.code}`, failure.data) })
      }
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => {
        leave();
        useCoding.setState({ isCommenting: false });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        focusOn(desk, 'recording');
      }}
    />
  );
}
