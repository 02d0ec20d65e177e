import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InterviewId } from '../../../../shared/model/ids.ts';
import type { PersonRow, RecordingRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { showDial } from '../../../desk/dial/dialState.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import classes from './dial.module.css';

type Props = {
  readonly recording: RecordingRow;
  readonly people: readonly PersonRow[];
  readonly interviewId: InterviewId | null;
  readonly onCancel?: (() => void) | undefined;
};

/** Who rates what, between which values. */
export function DialSetUp({ recording, people, interviewId, onCancel }: Props): ReactElement {
  const { t } = useTranslation();
  const [personId, setPersonId] = useState<string | null>(null);
  const [label, setLabel] = useState<string>(t('interview.dial.labelDefault'));
  const [low, setLow] = useState<string | number>(0);
  const [high, setHigh] = useState<string | number>(100);
  const person = people.find(({ id }) => id === personId) ?? people[0];
  const hasRange = typeof low === 'number' && typeof high === 'number' && high > low;

  const begin = async (): Promise<void> => {
    if (person === undefined || typeof low !== 'number' || typeof high !== 'number' || !hasRange) return;
    const { sessionId, id: recordingId } = recording;
    const trace = { sessionId, recordingId, interviewId, personId: person.id, label, low, high };
    const begun = await orShow(write(client.dial.begin({ actor: actorNow(), ...trace })));
    if (begun !== undefined) showDial({ status: 'turning', traceId: begun.id, label, low, high });
  };

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <NativeSelect
        label={t('interview.dial.person')}
        value={person?.id ?? ''}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        error={person === undefined ? t('interview.dial.nobody') : null}
        onChange={(event) => setPersonId(event.currentTarget.value)}
        // With nobody to choose from, what comes next is to begin.
        autoFocus={people.length !== 1}
      />
      <TextInput
        label={t('interview.dial.label')}
        value={label}
        maxLength={200}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <NumberInput
        label={t('interview.dial.low')}
        value={low}
        onChange={setLow}
        hideControls
        className={classes['number'] ?? ''}
      />
      <NumberInput
        label={t('interview.dial.high')}
        value={high}
        onChange={setHigh}
        hideControls
        className={classes['number'] ?? ''}
        error={hasRange ? null : t('interview.dial.noRange')}
      />
      <span className={classes['actions']}>
        <Button type="submit" autoFocus={people.length === 1} disabled={person === undefined || !hasRange}>
          {t('interview.dial.begin')}
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            showDial({ status: 'closed' });
            onCancel?.();
          }}
        >
          {t('common.cancel')}
        </Button>
      </span>
    </form>
  );
}
