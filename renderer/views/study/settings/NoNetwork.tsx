import { Button, Text, Title } from '@mantine/core';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Protection, Refusals } from '../../../../shared/contract/protection.ts';
import { attempt, type Result } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { t } from '../../../ui/i18n.ts';
import { CheckIcon, WarningIcon } from '../../../ui/icons.tsx';
import { formatInstant } from '../../../ui/words.ts';
import { isPageConfined } from './pageProbe.ts';
import classes from './settings.module.css';

type Finding = { readonly isGood: boolean; readonly words: string };

const kinds = [
  'host',
  'origin',
  'token',
  'cookie',
  'shape',
  'connection',
] as const satisfies (keyof Refusals)[];

function refusedWords(refused: Refusals, when: string): string {
  const some = kinds.filter((kind) => refused[kind] > 0);
  const count = some.reduce((sum, kind) => sum + refused[kind], 0);
  const told = some.map((kind) => t(`protection.kind.${kind}`, { count: refused[kind] })).join(', ');
  return t('protection.refused', { count, when, kinds: told });
}

/** Every line says what was found; what is not as it should be is a warning, never left out. */
function findingsOf(found: Protection, isConfined: boolean): Finding[] {
  const { listening, refused, blocked, openPorts, isMediaOffline, sinceMs } = found;
  const when = formatInstant(sinceMs);
  const findings: Finding[] = [];
  if (listening !== null)
    findings.push({
      isGood: listening.isLoopback,
      words: t(listening.isLoopback ? 'protection.loopback' : 'protection.reachable', {
        address: listening.address,
        port: listening.port,
      }),
    });
  const expectedPorts = listening === null ? 0 : 1;
  findings.push({ isGood: openPorts === expectedPorts, words: t('protection.ports', { count: openPorts }) });
  findings.push({ isGood: isConfined, words: t(isConfined ? 'protection.page' : 'protection.pageOpen') });
  findings.push({
    isGood: isMediaOffline,
    words: t(isMediaOffline ? 'protection.media' : 'protection.mediaOpen'),
  });
  if (refused !== null) findings.push({ isGood: true, words: refusedWords(refused, when) });
  if (blocked !== null)
    findings.push({ isGood: true, words: t('protection.blocked', { count: blocked, when }) });
  return findings;
}

/** What keeps the study from the network, tried when somebody looks. */
export function NoNetwork(): ReactElement {
  const { t } = useTranslation();
  const [found, setFound] = useState<Result<Finding[]> | null>(null);
  const look = useCallback(() => {
    setFound(null);
    void attempt(
      Promise.all([client.app.protection(), isPageConfined()]).then(([core, isConfined]) =>
        findingsOf(core, isConfined),
      ),
    ).then(setFound);
  }, []);
  useEffect(look, [look]);

  return (
    <section aria-labelledby="settings-network">
      <Title order={2} id="settings-network" className={classes['title'] ?? ''}>
        {t('protection.title')}
      </Title>
      <Text c="dimmed" size="sm" className={classes['hint'] ?? ''}>
        {t('protection.hint')}
      </Text>
      <div className={classes['panel']} aria-busy={found === null}>
        {found === null && <span role="status">{t('protection.asking')}</span>}
        {found?.ok === false && <FailureNotice failure={found.failure} onRetry={look} />}
        {found?.ok === true && (
          <ul className={classes['findings']}>
            {found.value.map(({ isGood, words }) => (
              <li key={words} className={classes['finding']} data-is-good={isGood}>
                {isGood ? <CheckIcon /> : <WarningIcon />}
                <span>{words}</span>
              </li>
            ))}
          </ul>
        )}
        <Button
          variant="default"
          size="compact-sm"
          loading={found === null}
          onClick={look}
          className={classes['make'] ?? ''}
        >
          {t('protection.again')}
        </Button>
      </div>
    </section>
  );
}
