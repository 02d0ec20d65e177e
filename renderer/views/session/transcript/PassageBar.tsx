import { Button, CloseButton, Popover } from '@mantine/core';
import { type ReactElement, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { onPaletteWanted } from '../../../desk/transcript/palette.ts';
import { makeMoment, toggleOnPassage } from '../../../desk/transcript/passages.ts';
import type { TranscriptDesk } from '../../../desk/transcript/transcriptDesk.ts';
import { useInterface } from '../../../state/interface.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { useRows } from '../../../state/rows.ts';
import { CodeTree } from '../codes/CodeTree.tsx';
import classes from './TranscriptPanel.module.css';

/** What can be done with selected words. */
export function PassageBar({ desk }: { readonly desk: TranscriptDesk }): ReactElement | null {
  const { t } = useTranslation();
  const passage = useStore(desk.store, (state) => state.passage);
  const personId = useInterface((state) => state.personId);
  const turnId = passage?.turnId ?? null;
  const turn = useRows((rows) => rows.get('turn', turnId));
  const recording = useRows((rows) => rows.get('recording', desk.recordingId));
  const codings = useRows(
    useCallback((rows: RowReader) => (turnId === null ? none : rows.of('coding', turnId)), [turnId]),
  );
  const momentKey = useCommandKeys('passage.makeMoment');
  const codeKey = useCommandKeys('passage.code');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onPaletteWanted(() => setOpen(true)), []);
  const mine = useMemo(
    () =>
      new Set(
        codings
          .filter(
            (coding) =>
              coding.personId === personId &&
              coding.fromOffset === passage?.fromOffset &&
              coding.toOffset === passage?.toOffset,
          )
          .map(({ codeId }) => codeId),
      ),
    [codings, personId, passage],
  );
  if (passage === null || turn === undefined) return null;
  const words = turn.body.slice(passage.fromOffset, passage.toOffset);

  return (
    <div
      className={classes['passage']}
      role="toolbar"
      aria-label={t('transcript.passage.label')}
      // The words stay selected, and the caret where it is.
      onMouseDown={(event) => event.preventDefault()}
    >
      <q className={classes['words']}>{words}</q>
      {recording?.interviewId === null && (
        <Button size="compact-sm" variant="default" onClick={() => makeMoment(desk)}>
          {t('transcript.passage.moment')}
          <kbd className={classes['key']}>{momentKey}</kbd>
        </Button>
      )}
      <Popover opened={isOpen} onChange={setOpen} position="top-end" width={320} trapFocus returnFocus>
        <Popover.Target>
          <Button size="compact-sm" onClick={() => setOpen(!isOpen)}>
            {t('transcript.passage.code')}
            <kbd className={classes['key']}>{codeKey}</kbd>
          </Button>
        </Popover.Target>
        <Popover.Dropdown onMouseDown={(event) => event.stopPropagation()}>
          <CodeTree
            label={t('session.inspector.codes')}
            chosen={mine}
            maxRows={9}
            onToggle={(code) => toggleOnPassage(desk, code.id)}
            onLeave={() => setOpen(false)}
          />
        </Popover.Dropdown>
      </Popover>
      <CloseButton
        aria-label={t('transcript.passage.clear')}
        onClick={() => {
          getSelection()?.removeAllRanges();
          desk.store.setState({ passage: null });
        }}
      />
    </div>
  );
}

const none: readonly never[] = [];
