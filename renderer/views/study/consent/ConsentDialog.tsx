import { ActionIcon, Button, Radio, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConsentDecision, type ConsentUse, consentDecisions } from '../../../../shared/model/consent.ts';
import { standingConsent } from '../../../../shared/model/consent-rules.ts';
import type { PersonRow } from '../../../../shared/model/rows.ts';
import { localDate } from '../../../../shared/time/days.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { Dialog, DialogEnd } from '../../../ui/Dialog.tsx';
import { icon } from '../../../ui/icons.tsx';
import { formatIsoDate } from '../../../ui/words.ts';
import classes from './consent.module.css';

const RemoveIcon = icon('M5 5l10 10M15 5 5 15');

type Props = { readonly person: PersonRow; readonly use: ConsentUse; readonly onClose: () => void };

/** One more decision of one participant on one use, and those until now. */
export function ConsentDialog({ person, use, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, name } = person;
  const consents = useRows((rows) => rows.of('consent', id)).filter((one) => one.use === use);
  const standing = standingConsent(consents, id, use);
  const [decision, setDecision] = useState<ConsentDecision>(
    standing?.decision === 'granted' ? 'withdrawn' : 'granted',
  );
  const [decidedOn, setDecidedOn] = useState(() => localDate(Date.now()));
  const past = consents.toSorted(
    (left, right) => right.decidedOn.localeCompare(left.decidedOn) || right.createdAt - left.createdAt,
  );

  async function record(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (decidedOn === '') return;
    const call = client.consent.record({ personId: id, use, decision, decidedOn, actor: actorNow() });
    if ((await orShow(write(call))) !== undefined) onClose();
  }

  return (
    <Dialog
      onClose={onClose}
      title={t('consent.dialogTitle', { use: t(`consent.use.${use}`), name })}
      centered
    >
      <form onSubmit={(event) => void record(event)}>
        <Radio.Group
          label={t('consent.decide')}
          value={decision}
          onChange={(value) => setDecision(consentDecisions.find((each) => each === value) ?? decision)}
        >
          <Stack gap="xs" mt="xs">
            {consentDecisions.map((each) => (
              <Radio key={each} value={each} label={t(`consent.decision.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          mt="md"
          type="date"
          label={t('consent.decidedOn')}
          value={decidedOn}
          onChange={(event) => setDecidedOn(event.currentTarget.value)}
        />
        {past.length > 0 && (
          <>
            <Title order={3} mt="lg" mb="xs">
              {t('consent.history')}
            </Title>
            <ul className={classes['history']}>
              {past.map((one) => {
                const words = t(`consent.decision.${one.decision}`);
                const when = formatIsoDate(one.decidedOn);
                return (
                  <li key={one.id}>
                    {t('consent.since', { decision: words, when })}
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('consent.remove', { decision: words, when })}
                      onClick={() =>
                        void orShow(write(client.consent.remove({ id: one.id, actor: actorNow() })))
                      }
                    >
                      <RemoveIcon size="1em" />
                    </ActionIcon>
                  </li>
                );
              })}
            </ul>
          </>
        )}
        <DialogEnd onCancel={onClose}>
          <Button type="submit" disabled={decidedOn === ''}>
            {t('consent.record')}
          </Button>
        </DialogEnd>
      </form>
    </Dialog>
  );
}
