import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextEditor } from '../../../state/drafts.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from './Inspector.module.css';

/** Whether the core has what is on the screen; says nothing about a text that nobody has touched. */
export function SaveStatus({ editor }: { readonly editor: TextEditor }): ReactElement {
  const { t } = useTranslation();
  const [isTouched, setTouched] = useState(false);
  const isQuiet = editor.status === 'saved' && !isTouched;
  useEffect(() => {
    if (editor.status !== 'saved') setTouched(true);
  }, [editor.status]);
  return (
    <span className={classes['status']} data-status={editor.status}>
      {isQuiet ? '' : t(`session.inspector.${editor.status}`)}
    </span>
  );
}

/** Why it could not be saved. The text stays, and can be tried again. */
export function SaveFailure({ editor }: { readonly editor: TextEditor }): ReactElement | null {
  const { t } = useTranslation();
  if (editor.failure === null) return null;
  if (editor.failure.code === 'LOST')
    return (
      <Button size="compact-sm" variant="default" onClick={() => void editor.flush()}>
        {t('common.tryAgain')}
      </Button>
    );
  return <FailureNotice failure={editor.failure} onRetry={() => void editor.flush()} />;
}
