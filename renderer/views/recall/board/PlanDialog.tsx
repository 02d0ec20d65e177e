import { Button, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { recordingsOfSession } from '../../../state/recordings.ts';
import { useRows, write } from '../../../state/rows.ts';
import { Dialog, DialogEnd } from '../../../ui/Dialog.tsx';
import { sessionName } from '../../../ui/names.ts';
import { inquirersOf, recallersOf } from '../people.ts';
import classes from './interviews.module.css';

type Props = { readonly session: SessionRow; readonly onClose: () => void };

/** Plans a recall interview: with whom, by whom, when. What is not known yet can stay open. */
export function PlanDialog({ session, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const recallers = useRows((rows) => recallersOf(rows, session.id));
  const inquirers = useRows((rows) => inquirersOf(rows, null));
  const recording = useRows((rows) => recordingsOfSession(rows, session.id)[0]);
  const planned = useRows((rows) => rows.of('interview', session.id));
  // Whoever has not been planned yet is meant first.
  const firstOpen = recallers.find(({ id }) => !planned.some(({ recallerId }) => recallerId === id));
  const [recallerId, setRecallerId] = useState<string | null>((firstOpen ?? recallers[0])?.id ?? null);
  const [inquirerId, setInquirerId] = useState<string | null>(
    inquirers.find(({ role }) => role === 'inquirer')?.id ?? null,
  );
  const [plannedFor, setPlannedFor] = useState('');
  const [followUp, setFollowUp] = useState<number | string>(
    planned.filter((interview) => interview.recallerId === recallerId).length,
  );

  async function create(): Promise<void> {
    const recaller = recallers.find(({ id }) => id === recallerId);
    if (recaller === undefined) return;
    const made = await orShow(
      write(
        client.interview.create({
          sessionId: session.id,
          recordingId: recording?.id ?? null,
          recallerId: recaller.id,
          inquirerId: inquirers.find(({ id }) => id === inquirerId)?.id ?? null,
          plannedFor: plannedFor === '' ? null : plannedFor,
          followUp: typeof followUp === 'number' ? Math.min(99, Math.max(0, Math.round(followUp))) : 0,
          actor: actorNow(),
        }),
      ),
    );
    if (made !== undefined) onClose();
  }

  return (
    <Dialog onClose={onClose} title={t('recall.board.planTitle', { session: sessionName(session) })}>
      {recallers.length === 0 ? (
        <Text>{t('recall.board.noRecaller')}</Text>
      ) : (
        <div className={classes['fields']}>
          <Select
            label={t('recall.board.recaller')}
            allowDeselect={false}
            data-autofocus
            data={recallers.map((person) => ({ value: person.id, label: person.name }))}
            value={recallerId}
            onChange={setRecallerId}
          />
          <Select
            label={t('recall.board.inquirer')}
            placeholder={t('recall.board.nobody')}
            clearable
            data={inquirers.map((person) => ({ value: person.id, label: person.name }))}
            value={inquirerId}
            onChange={setInquirerId}
          />
          <TextInput
            type="date"
            label={t('recall.board.date')}
            value={plannedFor}
            onChange={(event) => setPlannedFor(event.currentTarget.value)}
          />
          <NumberInput
            label={t('recall.board.followUpNumber')}
            description={t('recall.board.followUpHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            min={0}
            max={99}
            allowDecimal={false}
            value={followUp}
            onChange={setFollowUp}
          />
        </div>
      )}
      <DialogEnd onCancel={onClose}>
        {recallers.length > 0 && <Button onClick={() => void create()}>{t('recall.board.create')}</Button>}
      </DialogEnd>
    </Dialog>
  );
}
