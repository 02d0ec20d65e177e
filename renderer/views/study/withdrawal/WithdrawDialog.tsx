import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WithdrawalPreview } from '../../../../shared/contract/withdrawal.ts';
import type { WithdrawalScope } from '../../../../shared/model/consent.ts';
import { attempt, type Result } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { carryOut, choose, useWish } from '../../../desk/study/withdrawalWish.ts';
import { showDialog, useInterface } from '../../../state/interface.ts';
import { useRows } from '../../../state/rows.ts';
import { Dialog, DialogEnd } from '../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { WarningIcon } from '../../../ui/icons.tsx';
import { compareNames, sessionName } from '../../../ui/names.ts';
import { ProgressRow } from '../../../ui/ProgressRow.tsx';
import { Preview } from './Preview.tsx';
import { Running } from './Running.tsx';
import { SharedSessions } from './SharedSessions.tsx';
import classes from './withdrawal.module.css';

/** What goes is shown first, then typed for, then done. `beginWithdrawal` opens it. */
export function WithdrawDialog(): ReactElement {
  const { t } = useTranslation();
  const isOpen = useInterface((state) => state.dialog === 'withdraw');
  const { run } = useWish();
  return (
    <Dialog isOpen={isOpen} onClose={() => showDialog(null)} title={t('withdrawal.title')} size="xl">
      {run.phase === 'choosing' ? <Choosing /> : <Running run={run} />}
    </Dialog>
  );
}

type Choice = { readonly value: string; readonly label: string; readonly scope: WithdrawalScope };

function useChoices(): Choice[] {
  const { t } = useTranslation();
  const people = useRows((rows) => rows.all('person')).filter(({ kind }) => kind === 'participant');
  const recordings = useRows((rows) => rows.all('recording'));
  const sessions = useRows((rows) => rows.all('session'));
  const named = people.toSorted((left, right) => compareNames(left.name, right.name));
  const ofPeople = (['everything', 'person'] as const).flatMap((kind) =>
    named.map(({ id, name }) => ({
      value: `${kind} ${id}`,
      label: t(`withdrawal.of.${kind}`, { name }),
      scope: { kind, personId: id },
    })),
  );
  const ofRecordings = recordings.map(({ id, label, sessionId }) => {
    const session = sessions.find((one) => one.id === sessionId);
    const where = session === undefined ? '' : sessionName(session);
    return {
      value: `recording ${id}`,
      label: t('withdrawal.of.recording', { label, session: where }),
      scope: { kind: 'recording', recordingId: id } as const,
    };
  });
  return [...ofPeople, ...ofRecordings];
}

const keyOf = (scope: WithdrawalScope | null): string =>
  scope === null
    ? ''
    : scope.kind === 'recording'
      ? `recording ${scope.recordingId}`
      : `${scope.kind} ${scope.personId}`;

function Choosing(): ReactElement {
  const { t } = useTranslation();
  const { scope } = useWish();
  const choices = useChoices();
  return (
    <div className={classes['parts']}>
      <NativeSelect
        label={t('withdrawal.scope')}
        description={scope === null ? undefined : t(`withdrawal.explain.${scope.kind}`)}
        value={keyOf(scope)}
        onChange={(event) => {
          const chosen = choices.find(({ value }) => value === event.currentTarget.value);
          if (chosen !== undefined) choose(chosen.scope);
        }}
        data={[
          { value: '', label: '', disabled: true },
          ...choices.map(({ value, label }) => ({ value, label })),
        ]}
        data-autofocus
      />
      {scope !== null && <Weighing key={keyOf(scope)} scope={scope} />}
    </div>
  );
}

function Weighing({ scope }: { readonly scope: WithdrawalScope }): ReactElement {
  const { t } = useTranslation();
  const { decisions } = useWish();
  const [result, setResult] = useState<Result<WithdrawalPreview> | null>(null);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    let isWanted = true;
    void attempt(client.withdrawal.preview({ scope, decisions: [...decisions] })).then((found) => {
      if (isWanted) setResult(found);
    });
    return () => {
      isWanted = false;
    };
  }, [scope, decisions]);
  if (result === null) return <ProgressRow label={t('withdrawal.counting')} fraction={null} />;
  if (!result.ok) return <FailureNotice failure={result.failure} />;
  const preview = result.value;
  const word = t('withdrawal.confirmWord');
  return (
    <>
      {preview.shared.length > 0 && <SharedSessions shared={preview.shared} />}
      <Preview preview={preview} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim().toLowerCase() === word) void carryOut();
        }}
      >
        <p className={classes['final']}>
          <WarningIcon />
          {t('withdrawal.cannotUndo')}
        </p>
        <TextInput
          className={classes['confirm'] ?? ''}
          label={t('withdrawal.confirmField', { word })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <DialogEnd onCancel={() => showDialog(null)}>
          <Button type="submit" color="red" disabled={typed.trim().toLowerCase() !== word}>
            {t('withdrawal.run')}
          </Button>
        </DialogEnd>
      </form>
    </>
  );
}
