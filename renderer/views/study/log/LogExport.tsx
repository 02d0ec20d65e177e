import { Button, Popover, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogFilter } from '../../../../shared/contract/log.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { saveFile } from '../../../ui/saveFile.ts';
import classes from './log.module.css';

/** The entries that are shown, as a file that anybody can check. */
export function LogExport({ filter }: { readonly filter: LogFilter }): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [purpose, setPurpose] = useState('');
  async function save(format: 'csv' | 'json'): Promise<void> {
    setOpen(false);
    await saveFile(attempt(client.journal.export({ filter, format, purpose, actor: actorNow() })));
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus width="20rem" withinPortal>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpen(!isOpen)}>
          {t('log.export')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('log.export')}>
        <div className={classes['export']}>
          <TextInput
            label={t('log.purpose')}
            description={t('log.purposeHint')}
            value={purpose}
            maxLength={500}
            data-autofocus
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
          <div className={classes['exportButtons']}>
            <Button onClick={() => void save('csv')}>{t('log.asCsv')}</Button>
            <Button variant="default" onClick={() => void save('json')}>
              {t('log.asJson')}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
