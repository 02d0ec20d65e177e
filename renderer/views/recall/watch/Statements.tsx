import { ActionIcon, Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonId } from '../../../../shared/model/ids.ts';
import type { StatementRow } from '../../../../shared/model/rows.ts';
import { type Stance, stance as stances } from '../../../../shared/model/vocabulary.ts';
import { client } from '../../../api/client.ts';
import { runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import type { Slot } from '../../../recall/recall.ts';
import { changeSlot, saveSlot } from '../../../recall/statements.ts';
import { useDraft } from '../../../state/drafts.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { mirror, useRows, write } from '../../../state/rows.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import { icon } from '../../../ui/icons.tsx';
import { notSaved } from '../../../ui/notSaved.ts';
import { recallersOf } from '../people.ts';
import { useRecall, useRecallState, useTarget } from '../recallContext.ts';
import classes from './watch.module.css';

const CrossIcon = icon('M5 5l10 10M15 5 5 15');

/** What was said at this stop so far, and the statement that is being written. */
export function Statements(): ReactElement {
  const { interview } = useRecall();
  const slot = useRecallState((state) => state.slot);
  const statements = useRows((rows) =>
    rows
      .of('statement', interview.id)
      .filter((statement) => statement.stopId === slot.said.stopId && !isOfSlot(statement, slot))
      .toSorted((a, b) => a.startMs - b.startMs),
  );
  return (
    <div className={classes['statements']}>
      {statements.map((statement, index) => (
        <Said key={statement.id} statement={statement} number={index + 1} />
      ))}
      <Writing key={slot.key} slot={slot} />
    </div>
  );
}

/** The core's message of a new statement may overtake its answer, and it would be seen twice until that comes. */
function isOfSlot({ id, startMs }: StatementRow, { said }: Slot): boolean {
  if (said.beginning === null) return id === said.statementId;
  return startMs === Math.round(said.startMs ?? Number.NaN);
}

function Writing({ slot }: { readonly slot: Slot }): ReactElement {
  const { t } = useTranslation();
  const { recall } = useRecall();
  const node = useRef<HTMLTextAreaElement>(null);
  const nextKeys = useCommandKeys('recall.nextStatement');
  const isBegun = useRecallState((state) => state.slot.said.statementId !== null);
  const { text, status, failure, type, leave } = useDraft({
    key: slot.key,
    read: () => mirror.get('statement', slot.said.statementId)?.body ?? '',
    save: (body, step) => saveSlot(recall, slot, body, step),
  });
  useTarget('statement', () => node.current?.focus());
  return (
    <div className={classes['writing']}>
      {slot.lead !== '' && (
        <p className={classes['leadOf']}>{t('recall.watch.leadOf', { lead: slot.lead })}</p>
      )}
      <Textarea
        ref={node}
        label={t('recall.watch.statement')}
        placeholder={t('recall.watch.statementHint')}
        autosize
        minRows={3}
        maxRows={8}
        value={text}
        error={notSaved(failure)}
        rightSection={status === 'saving' ? '…' : null}
        onChange={(event) => {
          // The statement begins with its first letter, not when that is saved.
          slot.said.startMs ??= recall.clock.nowMs();
          type(event.currentTarget.value);
        }}
        onBlur={leave}
      />
      <div className={classes['fields']}>
        <WhoAndWhen
          speakerId={slot.speakerId}
          stance={slot.stance}
          onChange={(change) => changeSlot(recall, change)}
        />
        {isBegun && slot.said.stopId !== null && (
          <Button
            size="compact-sm"
            variant="default"
            title={nextKeys}
            onClick={() => runById('recall.nextStatement')}
          >
            {t('recall.watch.next')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Said({
  statement,
  number,
}: {
  readonly statement: StatementRow;
  readonly number: number;
}): ReactElement {
  const { t } = useTranslation();
  const { id, lead } = statement;
  return (
    <div className={classes['said']}>
      {lead !== '' && <p className={classes['leadOf']}>{t('recall.watch.leadOf', { lead })}</p>}
      <DraftTextarea
        label={`${t('recall.watch.statement')} ${number}`}
        minRows={1}
        source={{
          key: `statement:${id}`,
          read: () => mirror.get('statement', id)?.body ?? '',
          save: (body, step) => write(client.statement.update({ id, body, step, actor: actorNow() })),
        }}
      />
      <div className={classes['fields']}>
        <WhoAndWhen
          speakerId={statement.speakerId}
          stance={statement.stance}
          onChange={(change) =>
            void orShow(write(client.statement.update({ id, ...change, actor: actorNow() })))
          }
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('recall.watch.removeStatement', { number })}
          onClick={() => void orShow(write(client.statement.remove({ id, actor: actorNow() })))}
        >
          <CrossIcon />
        </ActionIcon>
      </div>
    </div>
  );
}

type WhoProps = {
  readonly speakerId: PersonId;
  readonly stance: Stance | null;
  readonly onChange: (change: { speakerId?: PersonId; stance?: Stance }) => void;
};

function WhoAndWhen({ speakerId, stance, onChange }: WhoProps): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const speakers = useRows((rows) => {
    const inquirer = rows.get('person', interview.inquirerId);
    const present = recallersOf(rows, interview.sessionId);
    return inquirer === undefined ? present : [...present, inquirer];
  });
  return (
    <>
      <Select
        size="xs"
        className={classes['speaker'] ?? ''}
        aria-label={t('recall.watch.speaker')}
        allowDeselect={false}
        data={speakers.map((person) => ({ value: person.id, label: person.name }))}
        value={speakerId}
        onChange={(value) => {
          const speaker = speakers.find((person) => person.id === value);
          if (speaker !== undefined) onChange({ speakerId: speaker.id });
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('recall.watch.stance')}
        data={stances.options.map((value) => ({
          value,
          label: t(value === 'then' ? 'recall.watch.ofThen' : 'recall.watch.ofNow'),
        }))}
        value={stance ?? 'then'}
        onChange={(value) => {
          const chosen = stances.options.find((each) => each === value);
          if (chosen !== undefined) onChange({ stance: chosen });
        }}
      />
    </>
  );
}
