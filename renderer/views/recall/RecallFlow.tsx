import { Button, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type InterviewStep, interviewSteps } from '../../../shared/model/vocabulary.ts';
import { formatTime } from '../../../shared/time/timecode.ts';
import { CommandTool } from '../../commands/CommandTool.tsx';
import { goToStep, leave } from '../../recall/steps.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { CheckIcon, KeyboardIcon } from '../../ui/icons.tsx';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import { SchemeMenu } from '../../ui/SchemeMenu.tsx';
import { Meter } from './parts/Meter.tsx';
import { MicrophoneTrouble } from './parts/MicrophoneTrouble.tsx';
import classes from './RecallView.module.css';
import { useElapsedMs, usePerson, useRecall, useRecallState } from './recallContext.ts';
import { AskStep } from './steps/AskStep.tsx';
import { CloseStep } from './steps/CloseStep.tsx';
import { PrepareStep } from './steps/PrepareStep.tsx';
import { WatchStep } from './watch/WatchStep.tsx';

const views = { prepare: PrepareStep, ask: AskStep, watch: WatchStep, close: CloseStep } as const;

/** The four steps, each of which can be left and come back to: the step is kept with the interview. */
export function RecallFlow(): ReactElement {
  const { interview } = useRecall();
  const failure = useRecallState((state) => state.failure);
  const { t } = useTranslation();
  const Step = views[interview.step];
  return (
    <div className={classes['screen']}>
      <Header />
      <div className={classes['told']}>
        {failure !== null && failure.code !== 'LOST' && (
          <FailureNotice failure={failure} title={t('recall.notWritten', { why: '' })} />
        )}
        {interview.step !== 'prepare' && <MicrophoneTrouble />}
      </div>
      <main className={classes['step']} data-step={interview.step}>
        <Step />
      </main>
    </div>
  );
}

function Header(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const recaller = usePerson(interview.recallerId);
  const isBegun = interview.startedAt !== null;
  return (
    <header className={classes['header']}>
      <h1 className={classes['title']} tabIndex={-1}>
        {recaller !== undefined && <PersonBadge person={recaller} size="sm" />}
        {t('recall.title', { name: recaller?.name ?? '' })}
      </h1>
      <nav aria-label={t('recall.steps')}>
        <ol className={classes['steps']}>
          {interviewSteps.map((step, index) => (
            <StepButton
              key={step}
              step={step}
              number={index + 1}
              isDisabled={interview.status === 'done' ? step !== 'close' : !isBegun && step !== 'prepare'}
            />
          ))}
        </ol>
      </nav>
      <div className={classes['tools']}>
        {isBegun && interview.status !== 'done' && <Elapsed />}
        <Meter />
        <CommandTool id="palette.open" icon={<KeyboardIcon />} label={t('session.palette.button')} />
        <SchemeMenu />
        <Tooltip label={t('recall.leaveHint')} openDelay={500}>
          <Button variant="default" onClick={() => void leave(recall)}>
            {t('recall.leave')}
          </Button>
        </Tooltip>
      </div>
    </header>
  );
}

type StepProps = { readonly step: InterviewStep; readonly number: number; readonly isDisabled: boolean };

function StepButton({ step, number, isDisabled }: StepProps): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const isHere = interview.step === step;
  const isPast = interviewSteps.indexOf(interview.step) >= number;
  return (
    <li>
      <UnstyledButton
        className={classes['stepButton'] ?? ''}
        disabled={isDisabled}
        {...(isHere ? { 'aria-current': 'step' as const } : {})}
        onClick={() => void goToStep(recall, step)}
      >
        <span className={classes['stepNumber']} data-past={isPast && !isHere ? true : undefined}>
          {isPast && !isHere ? <CheckIcon size="0.9em" /> : number}
        </span>
        {t(`recall.step.${step}`)}
      </UnstyledButton>
    </li>
  );
}

function Elapsed(): ReactElement {
  const { t } = useTranslation();
  const elapsedMs = useElapsedMs();
  return (
    <span className={classes['elapsed']}>
      <VisuallyHidden>{t('recall.elapsed')}</VisuallyHidden>
      {formatTime(elapsedMs, 0)}
    </span>
  );
}
