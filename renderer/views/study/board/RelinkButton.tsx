import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { relink } from '../../../state/importing.ts';
import { showFailure, tell } from '../../../state/notices.ts';

/** Puts back the file of a recording that went missing; only the very same file is taken. */
export function RelinkButton({ recording }: { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const [fraction, setFraction] = useState<number | null>(null);
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  async function start(): Promise<void> {
    const mine = new AbortController();
    controller.current = mine;
    const result = await relink(recording.id, { onProgress: setFraction, signal: mine.signal });
    setFraction(null);
    if (result === null) return;
    if (result.ok) tell(t('board.relinked', { label: recording.label }));
    else showFailure(result.failure);
  }

  return (
    <Button
      size="compact-sm"
      variant="default"
      style={{ position: 'relative' }}
      aria-label={t('board.relinkNamed', { label: recording.label })}
      disabled={fraction !== null}
      onClick={() => void start()}
    >
      {fraction === null ? t('board.relink') : t('common.percent', { percent: Math.round(fraction * 100) })}
    </Button>
  );
}
