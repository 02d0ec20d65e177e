import { NativeSelect, Radio, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WithdrawalPreview } from '../../../../shared/contract/withdrawal.ts';
import { decide, useWish } from '../../../desk/study/withdrawalWish.ts';
import { namesOf } from '../../../state/people.ts';
import { mirror } from '../../../state/rows.ts';
import { sessionName } from '../../../ui/names.ts';
import classes from './withdrawal.module.css';

type Shared = WithdrawalPreview['shared'];

/** Sessions with others in them: what becomes of each is somebody's decision, and “later” until it is made. */
export function SharedSessions({ shared }: { readonly shared: Shared }): ReactElement {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="withdraw-shared">
      <Title order={3} id="withdraw-shared">
        {t('withdrawal.shared')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('withdrawal.sharedHint')}
      </Text>
      <ul className={classes['shared']}>
        {shared.map((one) => (
          <li key={one.sessionId}>
            <SharedSession shared={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SharedSession({ shared }: { readonly shared: Shared[number] }): ReactElement {
  const { t } = useTranslation();
  const { decisions } = useWish();
  const { sessionId, others, channels } = shared;
  const decision = decisions.find((one) => one.sessionId === sessionId);
  const session = mirror.get('session', sessionId);
  const people = namesOf(others);
  const what = decision?.what ?? 'later';
  const channel = decision?.channel ?? shared.channel ?? 0;
  const canSilence = channels >= 2;
  return (
    <>
      <Radio.Group
        label={t('withdrawal.with', { session: session === undefined ? '' : sessionName(session), people })}
        value={what}
        onChange={(value) => {
          const next = (['erase', 'silence', 'later'] as const).find((each) => each === value) ?? 'later';
          decide({ sessionId, what: next, channel: next === 'silence' ? channel : null });
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="later" label={t('withdrawal.decideLater')} />
          <Radio value="erase" label={t('withdrawal.erase')} />
          <Radio
            value="silence"
            disabled={!canSilence}
            label={t('withdrawal.silence')}
            description={t(canSilence ? 'withdrawal.silenceHint' : 'withdrawal.noChannels')}
          />
        </Stack>
      </Radio.Group>
      {what === 'silence' && (
        <NativeSelect
          className={classes['channel'] ?? ''}
          label={t('withdrawal.channel')}
          value={String(channel)}
          onChange={(event) =>
            decide({ sessionId, what: 'silence', channel: Number(event.currentTarget.value) })
          }
          data={Array.from({ length: channels }, (_, place) => ({
            value: String(place),
            label: t('withdrawal.channelNumber', { number: place + 1 }),
          }))}
        />
      )}
    </>
  );
}
