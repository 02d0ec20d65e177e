import { Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TurnRow } from '../../../../shared/model/rows.ts';
import { formatTime, parseTime } from '../../../../shared/time/timecode.ts';
import { client } from '../../../api/client.ts';
import { joinWithBefore, setTimes, splitTurn } from '../../../desk/transcript/editing.ts';
import {
  neighbourOf,
  stopEditing,
  type TranscriptDesk,
  turnOf,
} from '../../../desk/transcript/transcriptDesk.ts';
import { useDraft } from '../../../state/drafts.ts';
import { actorNow } from '../../../state/interface.ts';
import { tell } from '../../../state/notices.ts';
import { mirror, write } from '../../../state/rows.ts';
import { EditableText } from '../../../ui/EditableText.tsx';
import { notSaved } from '../../../ui/notSaved.ts';
import classes from './TranscriptPanel.module.css';

type Props = { readonly desk: TranscriptDesk; readonly turn: TurnRow; readonly caret: number };

/** A turn's text while it is written: saved as notes are, cut and joined by the keys that every text is. */
export function TurnEditor({ desk, turn, caret }: Props): ReactElement {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const { id } = turn;
  const { text, failure, type, leave } = useDraft({
    key: `turn:${id}`,
    read: () => mirror.get('turn', id)?.body ?? '',
    save: (body, step) => write(client.turn.write({ id, body, step, actor: actorNow() })),
  });

  useEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.focus({ preventScroll: true });
    const at = Math.min(caret, area.value.length);
    area.setSelectionRange(at, at);
    const here = (): number => area.selectionStart;
    desk.caret = here;
    return () => {
      if (desk.caret === here) desk.caret = null;
    };
  }, [desk, caret]);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const isBare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!isBare || event.nativeEvent.isComposing) return;
    const isCaret = selectionStart === selectionEnd;
    if (event.key === 'Enter') void splitTurn(desk, id, selectionStart);
    else if (event.key === 'Backspace' && isCaret && selectionStart === 0) void joinWithBefore(desk, id);
    else if (event.key === 'Delete' && isCaret && selectionStart === value.length) {
      const next = neighbourOf(desk, turnOf(desk, id), 1);
      if (next !== undefined) void joinWithBefore(desk, next.id);
    } else if (event.key === 'Escape') stopEditing(desk);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <Textarea
        ref={field}
        autosize
        minRows={1}
        maxRows={18}
        size="sm"
        aria-label={t('transcript.turn.text')}
        description={t('transcript.turn.hint')}
        inputWrapperOrder={['input', 'description', 'error']}
        value={text}
        error={notSaved(failure)}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={onKeyDown}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
          desk.store.setState({
            passage:
              selectionStart === selectionEnd
                ? null
                : { turnId: id, fromOffset: selectionStart, toOffset: selectionEnd },
          })
        }
      />
      <div className={classes['times']}>
        <TimeInput turn={turn} edge="startMs" label={t('transcript.turn.start')} />
        <TimeInput turn={turn} edge="endMs" label={t('transcript.turn.end')} />
      </div>
    </>
  );
}

type TimeProps = {
  readonly turn: TurnRow;
  readonly edge: 'startMs' | 'endMs';
  readonly label: string;
};

/** Emptied, the time is not known any more. */
function TimeInput({ turn, edge, label }: TimeProps): ReactElement {
  const { t } = useTranslation();
  const ms = turn[edge];

  async function save(text: string): Promise<void> {
    const typed = text === '' ? null : parseTime(text);
    const isRead = text === '' || typed !== null;
    const saved = isRead ? await setTimes(turn.id, { [edge]: typed }) : null;
    if (saved?.ok !== true) tell(t('transcript.turn.badTime'));
  }

  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is inside of it.
    <label className={classes['timeField']}>
      {label}
      <EditableText
        value={ms === null ? '' : formatTime(ms)}
        label={label}
        placeholder={t('transcript.turn.untimed')}
        isEmptyAllowed
        onSave={(text) => void save(text)}
      />
    </label>
  );
}
