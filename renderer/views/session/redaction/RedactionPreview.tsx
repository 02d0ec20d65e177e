import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { playPreview } from '../../../desk/redaction/playPreview.ts';
import type { Preview } from '../../../desk/redaction/preview.ts';
import { readRedactions } from '../../../desk/redaction/redacting.ts';
import { useRedactions } from '../../../desk/redaction/redactionState.ts';
import { signs } from '../../../desk/redaction/redactionTier.ts';
import type { Player } from '../../../player/types.ts';
import { mirror } from '../../../state/rows.ts';
import classes from './redaction.module.css';

const usePreview = create<{ readonly preview: Preview | null }>(() => ({ preview: null }));

type Props = { readonly recording: RecordingRow; readonly player: Player | null };

/** Lies over the picture where it is redacted; and, for the sound, makes the player do as an export would. */
export function RedactionPreview({ recording, player }: Props): ReactElement | null {
  const isPreviewing = useRedactions((state) => state.isPreviewing);
  const look = usePreview(({ preview }) => preview?.look ?? 'plain');
  useEffect(() => {
    if (player === null || !isPreviewing) return;
    const end = playPreview(
      player,
      () => readRedactions(mirror, recording.id),
      (preview) => usePreview.setState({ preview }),
    );
    return () => {
      end();
      usePreview.setState({ preview: null });
    };
  }, [player, isPreviewing, recording.id]);
  return look === 'plain' ? null : <div className={classes['cover']} data-look={look} aria-hidden="true" />;
}

/** Says that what is heard and seen now is the preview of a redaction, and of which kind. */
export function PreviewChip(): ReactElement | null {
  const { t } = useTranslation();
  const preview = usePreview((state) => state.preview);
  if (preview === null) return null;
  const isCovered = preview.isSilent || preview.channels.length > 0;
  const kinds = [
    ...(preview.isToned ? (['beep'] as const) : isCovered ? (['mute'] as const) : []),
    ...(preview.look === 'plain' ? [] : [preview.look]),
  ];
  if (kinds.length === 0) return null;
  return (
    <div className={classes['chip']}>
      <span aria-hidden="true">{kinds.map((kind) => signs[kind]).join(' ')}</span>
      {t('redaction.previewing', { what: kinds.map((kind) => t(`redaction.is.${kind}`)).join(', ') })}
    </div>
  );
}
