import { Button, Group, Modal, type ModalProps } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../api/attempt.ts';
import { FailureNotice } from './FailureNotice.tsx';

type Props = Omit<ModalProps, 'opened' | 'title' | 'closeButtonProps'> & {
  readonly title: string;
  /** Open for as long as it is there, unless this says otherwise. */
  readonly isOpen?: boolean;
  /** What the cross does, where that is more than closing. */
  readonly closeLabel?: string;
};

/** A window over the page, with a title and a cross that says its name. */
export function Dialog({ title, isOpen = true, closeLabel, ...rest }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal
      {...rest}
      opened={isOpen}
      title={title}
      closeButtonProps={{ 'aria-label': closeLabel ?? t('common.close') }}
    />
  );
}

type EndProps = {
  readonly onCancel: () => void;
  readonly cancelLabel?: string;
  /** Why what the dialog is for did not work. */
  readonly failure?: CallFailure | null;
  /** The button with the verb of the thing itself; none where there is nothing to do any more. */
  readonly children: ReactNode;
};

/** The end of a dialog: what went wrong, the way back, and the verb of the dialog beside it. */
export function DialogEnd({ onCancel, cancelLabel, failure = null, children }: EndProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {failure !== null && (
        <div style={{ marginTop: '1rem' }}>
          <FailureNotice failure={failure} />
        </div>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onCancel}>
          {cancelLabel ?? t('common.cancel')}
        </Button>
        {children}
      </Group>
    </>
  );
}
