import { ActionIcon, Button, NativeSelect, Tooltip, UnstyledButton } from '@mantine/core';
import { type MouseEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelCountOf } from '../../../../shared/model/recording.ts';
import { isOfSound } from '../../../../shared/model/redaction.ts';
import type { RecordingRow, RedactionRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { client } from '../../../api/client.ts';
import {
  changeRedaction,
  goToRedaction,
  playRedaction,
  possibleWhats,
  removeRedaction,
} from '../../../desk/redaction/redacting.ts';
import { signs } from '../../../desk/redaction/redactionTier.ts';
import { timeWords } from '../../../desk/session/timeWords.ts';
import { actorNow } from '../../../state/interface.ts';
import { mirror, write } from '../../../state/rows.ts';
import { TimeText } from '../../../ui/TimeText.tsx';
import { DraftInput } from '../../recall/parts/DraftInput.tsx';
import { useDesk } from '../deskContext.ts';
import { PlayIcon, TrashIcon } from '../icons.tsx';
import { TimeField } from '../inspector/TimeField.tsx';
import { useSpeakers } from '../useSpeakers.ts';
import classes from './redaction.module.css';
import { useRedactionWords } from './useRedactionTier.ts';

type Props = {
  readonly redaction: RedactionRow;
  readonly recording: RecordingRow;
  readonly isSelected: boolean;
};

/** The focus stays where it was: Space plays on. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** One span: a line, and while it is selected everything about it. */
export function RedactionItem({ redaction, recording, isSelected }: Props): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const item = useRef<HTMLLIElement>(null);
  const words = useRedactionWords(recording.sessionId)(redaction);
  const { what, startMs, endMs, reason } = redaction;
  useEffect(() => {
    if (isSelected) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);

  return (
    <li ref={item} className={classes['item']} data-selected={isSelected || undefined}>
      <UnstyledButton
        className={classes['line'] ?? ''}
        aria-expanded={isSelected}
        aria-label={t('redaction.row', { what: words, start: timeWords(startMs), end: timeWords(endMs) })}
        onMouseDown={keepFocus}
        onClick={() => goToRedaction(desk, redaction)}
      >
        <span className={classes['sign']} aria-hidden="true">
          {signs[what]}
        </span>
        <span className={classes['words']}>
          {words}
          {reason !== '' && <span className={classes['muted']}>{` · ${reason}`}</span>}
        </span>
        <span className={classes['when']}>
          <TimeText ms={startMs} /> – <TimeText ms={endMs} />
        </span>
      </UnstyledButton>
      {isSelected && <Details redaction={redaction} recording={recording} />}
    </li>
  );
}

function Details({ redaction, recording }: Omit<Props, 'isSelected'>): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const [problem, setProblem] = useState<string | null>(null);
  const speakers = useSpeakers(recording.sessionId);
  const { id, what, channel, startMs, endMs } = redaction;
  const channelCount = channelCountOf(recording);

  const move = async (typed: { startMs?: number; endMs?: number }): Promise<boolean> => {
    const span = { startMs, endMs, ...typed };
    const found =
      span.endMs > recording.durationMs ? 'beyond' : span.endMs <= span.startMs ? 'badOrder' : null;
    setProblem(found && t(`redaction.${found}`, { end: formatTime(recording.durationMs) }));
    return found === null && (await changeRedaction(id, span));
  };
  const bad = { onBad: () => setProblem(t('redaction.badTime')), onReset: () => setProblem(null) };
  const channels = Array.from({ length: channelCount }, (_, index) => ({
    value: String(index),
    label:
      speakers.find((speaker) => speaker.channel === index)?.person?.name ??
      t('redaction.channel.one', { number: index + 1 }),
  }));

  return (
    <div className={classes['details']}>
      <NativeSelect
        size="xs"
        label={t('redaction.kind')}
        value={what}
        data={possibleWhats(recording).map((each) => ({ value: each, label: t(`redaction.what.${each}`) }))}
        onChange={(event) => {
          const chosen = possibleWhats(recording).find((each) => each === event.currentTarget.value);
          if (chosen !== undefined) void changeRedaction(id, { what: chosen });
        }}
      />
      {isOfSound(what) && channelCount > 1 && (
        <NativeSelect
          size="xs"
          label={t('redaction.channel.label')}
          value={channel === null ? '' : String(channel)}
          data={[{ value: '', label: t('redaction.channel.all') }, ...channels]}
          onChange={({ currentTarget: { value } }) =>
            void changeRedaction(id, { channel: value === '' ? null : Number(value) })
          }
        />
      )}
      <div className={classes['times']}>
        <TimeField
          label={t('redaction.start')}
          valueMs={startMs}
          onTime={(ms) => move({ startMs: ms })}
          {...bad}
        />
        <span aria-hidden="true">–</span>
        <TimeField label={t('redaction.end')} valueMs={endMs} onTime={(ms) => move({ endMs: ms })} {...bad} />
        <Tooltip label={t('redaction.play')} openDelay={500}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('redaction.play')}
            onMouseDown={keepFocus}
            onClick={() => playRedaction(desk, redaction)}
          >
            <PlayIcon />
          </ActionIcon>
        </Tooltip>
      </div>
      {problem !== null && (
        <p role="alert" className={classes['problem']}>
          {problem}
        </p>
      )}
      <DraftInput
        key={`reason ${id}`}
        size="xs"
        label={t('redaction.reason')}
        placeholder={t('redaction.reasonPlaceholder')}
        source={{
          key: `redaction reason ${id}`,
          read: () => mirror.get('redaction', id)?.reason ?? '',
          save: (text, step) => write(client.redaction.update({ id, reason: text, step, actor: actorNow() })),
        }}
      />
      <Button
        className={classes['remove'] ?? ''}
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<TrashIcon />}
        onClick={() => void removeRedaction(id)}
      >
        {t('redaction.remove')}
      </Button>
    </div>
  );
}
