import { Button, NumberInput, Select, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Sampling, whoMayStop } from '../../../../shared/model/vocabulary.ts';
import classes from '../RecallView.module.css';
import { useRecall } from '../recallContext.ts';
import { useChange } from './useChange.ts';

const minuteMs = 60_000;
const kinds = ['strikingFirst', 'open', 'selected', 'interval', 'random'] as const;

const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

function samplingOf(kind: Sampling['kind']): Sampling {
  if (kind === 'interval') return { kind, everyMs: 5 * minuteMs };
  if (kind === 'random') return { kind, clipMs: 2 * minuteMs, count: 5, seed: newSeed() };
  return { kind };
}

/** Who stops, what is watched, and how far a stop and a resume reach back. */
export function StoppingPanel(): ReactElement {
  const { t } = useTranslation();
  const { interview } = useRecall();
  const change = useChange();
  const { sampling } = interview;
  return (
    <section className={classes['panel']} aria-labelledby="prepare-stopping">
      <h2 id="prepare-stopping">{t('recall.prepare.stopping')}</h2>
      <Select
        label={t('recall.prepare.whoMayStop')}
        allowDeselect={false}
        data={whoMayStop.options.map((who) => ({ value: who, label: t(`recall.prepare.who.${who}`) }))}
        value={interview.whoMayStop}
        onChange={(value) => {
          const who = whoMayStop.options.find((each) => each === value);
          if (who !== undefined) change({ whoMayStop: who });
        }}
      />
      <Select
        label={t('recall.prepare.sampling')}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: t(`recall.prepare.kind.${kind}`) }))}
        value={sampling.kind}
        onChange={(value) => {
          const kind = kinds.find((each) => each === value);
          if (kind !== undefined && kind !== sampling.kind) change({ sampling: samplingOf(kind) });
        }}
      />
      {interview.whoMayStop === 'rule' && (sampling.kind === 'open' || sampling.kind === 'strikingFirst') && (
        <Text c="dimmed" size="sm" role="status">
          {t('recall.prepare.ruleNeeds')}
        </Text>
      )}
      {sampling.kind === 'interval' && (
        <Minutes
          label={t('recall.prepare.everyMinutes')}
          valueMs={sampling.everyMs}
          leastMs={10_000}
          onValue={(everyMs) => change({ sampling: { ...sampling, everyMs } })}
        />
      )}
      {sampling.kind === 'random' && (
        <>
          <div className={classes['pair']}>
            <Minutes
              label={t('recall.prepare.clipMinutes')}
              valueMs={sampling.clipMs}
              leastMs={5000}
              onValue={(clipMs) => change({ sampling: { ...sampling, clipMs } })}
            />
            <NumberInput
              label={t('recall.prepare.clipCount')}
              min={1}
              max={50}
              allowDecimal={false}
              key={sampling.count}
              defaultValue={sampling.count}
              onBlur={(event) => {
                const count = Math.min(50, Math.max(1, Number.parseInt(event.currentTarget.value, 10) || 1));
                if (count !== sampling.count) change({ sampling: { ...sampling, count } });
              }}
            />
          </div>
          <div className={classes['pair']}>
            <NumberInput
              label={t('recall.prepare.seed')}
              description={t('recall.prepare.seedHint')}
              min={0}
              max={0xffff_ffff}
              allowDecimal={false}
              hideControls
              key={sampling.seed}
              defaultValue={sampling.seed}
              onBlur={(event) => {
                const seed = Number.parseInt(event.currentTarget.value, 10) >>> 0;
                if (seed !== sampling.seed) change({ sampling: { ...sampling, seed } });
              }}
            />
            <Button variant="default" onClick={() => change({ sampling: { ...sampling, seed: newSeed() } })}>
              {t('recall.prepare.newSeed')}
            </Button>
          </div>
        </>
      )}
      <div className={classes['pair']}>
        <Seconds
          label={t('recall.prepare.lookBack')}
          valueMs={interview.lookBackMs}
          onValue={(lookBackMs) => change({ lookBackMs })}
        />
        <Seconds
          label={t('recall.prepare.resumeBack')}
          valueMs={interview.resumeBackMs}
          onValue={(resumeBackMs) => change({ resumeBackMs })}
        />
      </div>
    </section>
  );
}

type NumberProps = {
  readonly label: string;
  readonly valueMs: number;
  readonly onValue: (ms: number) => void;
};

const typedNumber = (text: string, otherwise: number): number => {
  const typed = Number.parseFloat(text.replace(',', '.'));
  return Number.isNaN(typed) ? otherwise : typed;
};

/** Shown in seconds, kept in milliseconds. */
function Seconds({ label, valueMs, onValue }: NumberProps): ReactElement {
  return (
    <NumberInput
      label={label}
      key={valueMs}
      defaultValue={valueMs / 1000}
      min={0}
      max={30}
      step={0.5}
      decimalScale={1}
      onBlur={(event) => {
        const seconds = typedNumber(event.currentTarget.value, valueMs / 1000);
        const next = Math.round(Math.min(30, Math.max(0, seconds)) * 1000);
        if (next !== valueMs) onValue(next);
      }}
    />
  );
}

function Minutes({
  label,
  valueMs,
  leastMs,
  onValue,
}: NumberProps & { readonly leastMs: number }): ReactElement {
  return (
    <NumberInput
      label={label}
      key={valueMs}
      defaultValue={valueMs / minuteMs}
      min={0}
      max={60}
      step={0.5}
      decimalScale={2}
      onBlur={(event) => {
        const minutes = typedNumber(event.currentTarget.value, valueMs / minuteMs);
        const next = Math.round(Math.min(60 * minuteMs, Math.max(leastMs, minutes * minuteMs)));
        if (next !== valueMs) onValue(next);
      }}
    />
  );
}
