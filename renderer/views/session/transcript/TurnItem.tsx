import { Menu } from '@mantine/core';
import { memo, type ReactElement, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TurnRow } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { addTurn, joinWithBefore, removeTurn, setChecked } from '../../../desk/transcript/editing.ts';
import { edit, seekTurn, type TranscriptDesk } from '../../../desk/transcript/transcriptDesk.ts';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { SpeakerMenu } from './SpeakerMenu.tsx';
import classes from './TranscriptPanel.module.css';
import { TurnEditor } from './TurnEditor.tsx';
import { TurnText } from './TurnText.tsx';

type Props = {
  readonly desk: TranscriptDesk;
  readonly turn: TurnRow;
  readonly index: number;
  readonly topPx: number;
  /** Where the caret goes; null while the text is not open. */
  readonly caret: number | null;
  readonly isSelected: boolean;
  readonly wantsFocus: boolean;
  readonly measure: (row: HTMLLIElement | null) => void;
};

export const TurnItem = memo(function TurnItem(props: Props): ReactElement {
  const { desk, turn, index, topPx, caret, isSelected, wantsFocus, measure } = props;
  const { t } = useTranslation();
  const { id, startMs } = turn;
  const row = useRef<HTMLLIElement>(null);
  const takeRow = useCallback(
    (node: HTMLLIElement | null) => {
      row.current = node;
      measure(node);
    },
    [measure],
  );
  useEffect(() => {
    if (!wantsFocus) return;
    desk.store.setState({ wantsFocus: false });
    // Not out of a dialog, such as the question who is marking.
    if (row.current !== null && document.querySelector('[aria-modal=true]') === null) focusOnce(row.current);
  }, [desk, wantsFocus]);
  const isDraft = turn.isMachineMade && !turn.isChecked;
  return (
    <li
      ref={takeRow}
      className={classes['turn']}
      style={{ transform: `translateY(${topPx}px)` }}
      data-index={index}
      data-turn={id}
      data-selected={isSelected || undefined}
      {...(isSelected ? { 'aria-current': true } : {})}
    >
      <div className={classes['head']}>
        <button
          type="button"
          className={classes['time']}
          aria-label={
            startMs === null
              ? t('transcript.turn.playUntimed')
              : t('transcript.turn.play', { time: formatTime(startMs, 1) })
          }
          onClick={() => seekTurn(desk, turn)}
        >
          {startMs === null ? t('transcript.turn.untimed') : <TimeText ms={startMs} />}
        </button>
        <SpeakerMenu desk={desk} turn={turn} />
        {isDraft && <span className={classes['draft']}>{t('transcript.turn.machine')}</span>}
        <span className={classes['gap']} />
        <MoreMenu label={t('transcript.turn.more')} className={classes['more']}>
          <Menu.Item onClick={() => edit(desk, id)}>{t('transcript.turn.edit')}</Menu.Item>
          {isDraft && (
            <Menu.Item onClick={() => void setChecked([id], true)}>{t('transcript.turn.check')}</Menu.Item>
          )}
          <Menu.Item onClick={() => void addTurn(desk, turn)}>{t('transcript.turn.add')}</Menu.Item>
          {index > 0 && (
            <Menu.Item onClick={() => void joinWithBefore(desk, id)}>{t('transcript.turn.join')}</Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => void removeTurn(desk, id)}>
            {t('transcript.turn.remove')}
          </Menu.Item>
        </MoreMenu>
      </div>
      {caret === null ? (
        <TurnText desk={desk} turn={turn} />
      ) : (
        <TurnEditor desk={desk} turn={turn} caret={caret} />
      )}
    </li>
  );
});

/** Gone to, it has the focus and is read out; a click in it leaves the focus with the list, which does not go away. */
function focusOnce(row: HTMLElement): void {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.addEventListener('blur', () => row.removeAttribute('tabindex'), { once: true });
}
