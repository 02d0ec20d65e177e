import { Menu, Text, TextInput, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConsentUse, consentUses } from '../../../../shared/model/consent.ts';
import { standingConsent } from '../../../../shared/model/consent-rules.ts';
import type { PersonRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { beginWithdrawal } from '../../../desk/study/withdrawalWish.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import { compareNames } from '../../../ui/names.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { Withdrawals } from '../withdrawal/Withdrawals.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { ConsentState } from './ConsentState.tsx';
import classes from './consent.module.css';

type Asked = { readonly person: PersonRow; readonly use: ConsentUse };

/** What each participant has agreed to and until when it may be kept; and what was withdrawn. */
export function Consent(): ReactElement {
  const { t } = useTranslation();
  const people = useRows((rows) => rows.all('person'))
    .filter(({ kind }) => kind === 'participant')
    .toSorted((left, right) => compareNames(left.name, right.name));
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <>
      <Title order={2} id="consent" className={classes['title'] ?? ''}>
        {t('consent.title')}
      </Title>
      <Text c="dimmed" size="sm" className={classes['hint'] ?? ''}>
        {t('consent.hint')}
      </Text>
      {people.length === 0 ? (
        <EmptyState order={3} title={t('consent.emptyTitle')}>
          {t('consent.emptyText')}
        </EmptyState>
      ) : (
        // Wider than a small window with large letters: then it scrolls by itself, and by the arrow keys.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard.
        <section className={classes['scroll']} aria-labelledby="consent" tabIndex={0}>
          <table className={classes['table']} aria-labelledby="consent">
            <thead>
              <tr>
                <th scope="col">{t('consent.participant')}</th>
                {consentUses.map((use) => (
                  <th key={use} scope="col">
                    {t(`consent.use.${use}`)}
                  </th>
                ))}
                <th scope="col">{t('consent.keptUntil')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <PersonRowOf key={person.id} person={person} onAsk={(use) => setAsked({ person, use })} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Withdrawals />
      {asked !== null && <ConsentDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

type RowProps = { readonly person: PersonRow; readonly onAsk: (use: ConsentUse) => void };

function PersonRowOf({ person, onAsk }: RowProps): ReactElement {
  const { t } = useTranslation();
  const { id, name } = person;
  const consents = useRows((rows) => rows.of('consent', id));
  const keptUntil = useRows((rows) => rows.of('retention', id)[0]?.keptUntil ?? '');

  function keep(next: string): void {
    if (next === keptUntil) return;
    const call = client.consent.setRetention({
      personId: id,
      keptUntil: next === '' ? null : next,
      actor: actorNow(),
    });
    void orShow(write(call));
  }

  return (
    <tr>
      <th scope="row">
        <span className={classes['person']}>
          <PersonBadge person={person} />
          {name}
        </span>
      </th>
      {consentUses.map((use) => (
        <td key={use}>
          <ConsentState
            consent={standingConsent(consents, id, use)}
            use={use}
            name={name}
            onClick={() => onAsk(use)}
          />
        </td>
      ))}
      <td>
        <TextInput
          type="date"
          aria-label={t('consent.keptUntilOf', { name })}
          key={keptUntil}
          defaultValue={keptUntil}
          onBlur={(event) => keep(event.currentTarget.value)}
        />
      </td>
      <td>
        <MoreMenu label={t('common.more', { name })}>
          <Menu.Item color="red" onClick={() => beginWithdrawal({ kind: 'everything', personId: id })}>
            {t('withdrawal.begin')}
          </Menu.Item>
        </MoreMenu>
      </td>
    </tr>
  );
}
