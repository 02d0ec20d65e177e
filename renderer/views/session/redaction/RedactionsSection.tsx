import { Button, Switch } from '@mantine/core';
import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { runById } from '../../../commands/commands.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { togglePreview } from '../../../desk/redaction/redacting.ts';
import { useRedactions } from '../../../desk/redaction/redactionState.ts';
import { useRows } from '../../../state/rows.ts';
import { useDeskState } from '../deskContext.ts';
import { RedactionItem } from './RedactionItem.tsx';
import { RemoveOriginal } from './RemoveOriginal.tsx';
import classes from './redaction.module.css';
import { useRecordingRedactions, useSelectedRedactionId } from './useRedactionTier.ts';

/** What leaves the study only covered, each span changed where it is read: the tier's equal. */
export function RedactionsSection(): ReactElement | null {
  const recordingId = useDeskState((state) => state.recordingId);
  const recording = useRows((rows) => rows.get('recording', recordingId));
  return recording === undefined ? null : <Redactions recording={recording} />;
}

function Redactions({ recording }: { readonly recording: RecordingRow }): ReactElement {
  const { t } = useTranslation();
  const titleId = useId();
  const redactions = useRecordingRedactions(recording.id);
  const selectedId = useSelectedRedactionId();
  const isPreviewing = useRedactions((state) => state.isPreviewing);
  const key = useCommandKeys('redaction.create');

  return (
    <section className={classes['section']} aria-labelledby={titleId}>
      <div className={classes['head']}>
        <h3 id={titleId} className={classes['title']}>
          {t('redaction.title')}
        </h3>
        {redactions.length > 0 && (
          <span className={classes['muted']}>{t('redaction.count', { count: redactions.length })}</span>
        )}
      </div>
      {redactions.length === 0 ? (
        <p className={classes['muted']}>{t('redaction.none', { key })}</p>
      ) : (
        <>
          <ul className={classes['list']}>
            {redactions.map((redaction) => (
              <RedactionItem
                key={redaction.id}
                redaction={redaction}
                recording={recording}
                isSelected={redaction.id === selectedId}
              />
            ))}
          </ul>
          <Switch
            size="sm"
            checked={isPreviewing}
            label={t('redaction.preview')}
            description={t('redaction.previewHint')}
            onChange={togglePreview}
          />
          <Button variant="default" size="compact-md" onClick={() => runById('recording.exportRedacted')}>
            {t('redaction.export')}
          </Button>
          <RemoveOriginal recording={recording} />
        </>
      )}
    </section>
  );
}
