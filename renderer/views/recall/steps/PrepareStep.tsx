import { Button, Select, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../api/client.ts';
import { begin, goToStep } from '../../../recall/steps.ts';
import { openRecallerWindow } from '../../../recall/window.ts';
import { actorNow } from '../../../state/interface.ts';
import { recordingsOfSession } from '../../../state/recordings.ts';
import { mirror, useRows, write } from '../../../state/rows.ts';
import { ClipPicker } from '../clips/ClipPicker.tsx';
import { DraftInput } from '../parts/DraftInput.tsx';
import { inquirersOf, recallersOf } from '../people.ts';
import classes from '../RecallView.module.css';
import { usePerson, useRecall } from '../recallContext.ts';
import { ChooseMicrophone } from './ChooseMicrophone.tsx';
import { StoppingPanel } from './StoppingPanel.tsx';
import { useChange } from './useChange.ts';

/** Everything that is settled before the recaller is asked anything. */
export function PrepareStep(): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const recording = useRows((rows) => rows.get('recording', interview.recordingId));
  // Beginning comes last: after the clips where some are chosen, otherwise where it is in sight without scrolling.
  const hasClips = interview.sampling.kind === 'selected' && recording !== undefined;
  return (
    <div className={classes['page']}>
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <People />
          <section className={classes['panel']} aria-labelledby="prepare-microphone">
            <h2 id="prepare-microphone">{t('recall.prepare.microphone')}</h2>
            <ChooseMicrophone />
          </section>
        </div>
        <div className={classes['column']}>
          <StoppingPanel />
          <section className={classes['panel']} aria-labelledby="prepare-window">
            <h2 id="prepare-window">{t('recall.prepare.windowTitle')}</h2>
            <p className={classes['muted']}>{t('recall.prepare.windowText')}</p>
            <div>
              <Button variant="default" onClick={() => void openRecallerWindow()}>
                {t('recall.prepare.openWindow')}
              </Button>
            </div>
          </section>
          {!hasClips && <Beginning />}
        </div>
      </div>
      {hasClips && (
        <>
          <ClipPicker key={recording.id} recording={recording} />
          <Beginning />
        </>
      )}
    </div>
  );
}

function Beginning(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const recaller = usePerson(interview.recallerId);
  const isBegun = interview.startedAt !== null;
  return (
    <section className={classes['panel']} aria-labelledby="prepare-consent">
      <h2 id="prepare-consent">{t('recall.prepare.consent')}</h2>
      <p>{t('recall.prepare.consentText', { name: recaller?.name ?? '' })}</p>
      <div className={classes['actions']}>
        <Button size="md" onClick={() => void (isBegun ? goToStep(recall, 'ask') : begin(recall))}>
          {t(isBegun ? 'recall.prepare.goOn' : 'recall.prepare.begin')}
        </Button>
      </div>
    </section>
  );
}

function People(): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const change = useChange();
  const recallers = useRows((rows) => recallersOf(rows, interview.sessionId));
  const inquirers = useRows((rows) => inquirersOf(rows, interview.inquirerId));
  const recordings = useRows((rows) => recordingsOfSession(rows, interview.sessionId));
  const { id } = interview;
  return (
    <section className={classes['panel']} aria-labelledby="prepare-people">
      <h2 id="prepare-people">{t('recall.prepare.people')}</h2>
      <div className={classes['pair']}>
        <Select
          label={t('recall.board.recaller')}
          allowDeselect={false}
          data={recallers.map((person) => ({ value: person.id, label: person.name }))}
          value={interview.recallerId}
          onChange={(value) => {
            const recaller = recallers.find((person) => person.id === value);
            if (recaller !== undefined) change({ recallerId: recaller.id });
          }}
        />
        <Select
          label={t('recall.board.inquirer')}
          placeholder={t('recall.board.nobody')}
          clearable
          data={inquirers.map((person) => ({ value: person.id, label: person.name }))}
          value={interview.inquirerId}
          onChange={(value) =>
            change({ inquirerId: inquirers.find((person) => person.id === value)?.id ?? null })
          }
        />
      </div>
      <DraftInput
        label={t('recall.prepare.others')}
        description={t('recall.prepare.othersHint')}
        source={{
          key: `interview.others:${id}`,
          read: () => mirror.get('interview', id)?.othersPresent ?? '',
          save: (othersPresent) => write(client.interview.update({ id, othersPresent, actor: actorNow() })),
        }}
      />
      {recordings.length === 0 ? (
        <Text c="dimmed" size="sm">
          {t('recall.prepare.noRecording')}
        </Text>
      ) : (
        <Select
          label={t('recall.prepare.recording')}
          clearable={false}
          data={recordings.map((recording) => ({ value: recording.id, label: recording.label }))}
          value={interview.recordingId}
          onChange={(value) =>
            change({ recordingId: recordings.find((recording) => recording.id === value)?.id ?? null })
          }
        />
      )}
      <TextInput
        type="date"
        label={t('recall.board.date')}
        key={interview.plannedFor}
        defaultValue={interview.plannedFor ?? ''}
        onBlur={(event) => {
          const plannedFor = event.currentTarget.value === '' ? null : event.currentTarget.value;
          if (plannedFor !== interview.plannedFor) change({ plannedFor });
        }}
      />
    </section>
  );
}
