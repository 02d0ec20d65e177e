import { coding } from './coding.ts';
import { commands } from './commands.ts';
import { consentWords } from './consent.ts';
import { failureSentences } from './failure.ts';
import { find } from './find.ts';
import { interchange } from './interchange.ts';
import { interview } from './interview.ts';
import { log } from './log.ts';
import { memoWords } from './memo.ts';
import { protection } from './protection.ts';
import { ratingWords } from './rating.ts';
import { recall } from './recall.ts';
import { clip, redaction } from './redaction.ts';
import { seal } from './seal.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { transcript } from './transcript.ts';

/** Every word that a person reads. Keys are typed: a missing one does not compile. */
export const en = {
  ...shell,
  ...consentWords,
  failure: failureSentences,
  session,
  redaction,
  clip,
  recall,
  interview,
  interchange,
  seal,
  coding,
  transcript,
  find,
  ...memoWords,
  ...ratingWords,
  commands,
  ...log,
  ...protection,
} as const;
