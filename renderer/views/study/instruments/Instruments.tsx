import { Button, Menu, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type InstrumentTemplateKey,
  instrumentTemplateKeys,
} from '../../../../shared/instrument/templates.ts';
import type { InstrumentId } from '../../../../shared/model/ids.ts';
import type { InstrumentRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ChevronDownIcon, PlusIcon } from '../../../ui/icons.tsx';
import { InstrumentEditor } from './InstrumentEditor.tsx';
import classes from './instruments.module.css';

/** The forms that moments and sessions are rated with. */
export function Instruments(): ReactElement {
  const { t } = useTranslation();
  const [chosenId, choose] = useState<InstrumentId | null>(null);
  const instruments = useRows((rows) =>
    rows.all('instrument').toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)),
  );
  const chosen = instruments.find(({ id }) => id === chosenId);

  async function add(): Promise<void> {
    const call = client.instrument.create({
      name: t('instrument.newName'),
      about: 'moment',
      actor: actorNow(),
    });
    const made = await orShow(write(call));
    if (made !== undefined) choose(made.id);
  }
  async function addFrom(template: InstrumentTemplateKey): Promise<void> {
    const made = await orShow(write(client.instrument.createFromTemplate({ template, actor: actorNow() })));
    if (made !== undefined) choose(made.id);
  }

  return (
    <>
      <div className={classes['bar']}>
        <Button leftSection={<PlusIcon />} onClick={() => void add()}>
          {t('instrument.add')}
        </Button>
        <Menu position="bottom-start" width={320}>
          <Menu.Target>
            <Button variant="default" rightSection={<ChevronDownIcon />}>
              {t('instrument.fromTemplate')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {instrumentTemplateKeys.map((key) => (
              <Menu.Item key={key} onClick={() => void addFrom(key)}>
                {t(`instrument.template.${key}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Text c="dimmed" size="sm">
          {t('instrument.templateHint')}
        </Text>
      </div>
      <div className={classes['columns']}>
        <ul className={classes['list']} aria-label={t('instrument.list')}>
          {instruments.map((row) => (
            <Line key={row.id} row={row} isChosen={row.id === chosen?.id} onChoose={() => choose(row.id)} />
          ))}
        </ul>
        {chosen === undefined ? (
          <div className={classes['panel']}>
            <EmptyState title={t('instrument.noneChosen')}>{t('instrument.noneChosenText')}</EmptyState>
          </div>
        ) : (
          <InstrumentEditor key={chosen.id} instrument={chosen} />
        )}
      </div>
    </>
  );
}

type LineProps = {
  readonly row: InstrumentRow;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Line({ row, isChosen, onChoose }: LineProps): ReactElement {
  const { t } = useTranslation();
  const count = useRows((rows) => rows.of('instrumentItem', row.id).length);
  const facts = [
    t(`instrument.aboutKind.${row.about}`),
    t('instrument.itemCount', { count }),
    row.isRetired ? t('instrument.retired') : '',
  ];
  return (
    <li>
      <button type="button" className={classes['line']} aria-pressed={isChosen} onClick={onChoose}>
        <span className={classes['lineName']}>{row.name}</span>
        <span className={classes['muted']}>{facts.filter(Boolean).join(' · ')}</span>
      </button>
    </li>
  );
}
