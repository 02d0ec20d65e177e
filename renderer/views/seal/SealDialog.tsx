import { Button, Group } from '@mantine/core';
import { type ReactElement, type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailure, Result } from '../../api/attempt.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import classes from './seal.module.css';

type Props = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly confirmLabel: string;
  readonly isReady: boolean;
  /** Answers how it went; a failure is shown in the dialog, which stays. */
  readonly run: () => Promise<Result<unknown>>;
  readonly whileRunning?: ReactNode;
  readonly children: ReactNode;
};

/** A dialog that asks for a passphrase and then does something that takes a second or an hour. */
export function SealDialog({
  title,
  isOpen,
  onClose,
  confirmLabel,
  isReady,
  run,
  whileRunning,
  children,
}: Props): ReactElement {
  const { t } = useTranslation();
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setRunning(true);
    const result = await run();
    setRunning(false);
    setFailure(result.ok ? null : result.failure);
  }

  function close(): void {
    setFailure(null);
    onClose();
  }

  return (
    <Dialog isOpen={isOpen} onClose={close} title={title} closeOnClickOutside={false} centered>
      <form className={classes['fields']} onSubmit={(event) => void submit(event)}>
        {children}
        {isRunning && whileRunning}
        {failure !== null && <FailureNotice failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={isRunning}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={isRunning} disabled={!isReady}>
            {confirmLabel}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
