import { commands } from './commands.ts';
import { failureSentences } from './failure.ts';
import { interchange } from './interchange.ts';
import { interview } from './interview.ts';
import { log } from './log.ts';
import { recall } from './recall.ts';
import { clip, redaction } from './redaction.ts';
import { seal } from './seal.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';

/** Every word that a person reads. Keys are typed: a missing one does not compile. */
export const en = {
  ...shell,
  failure: failureSentences,
  session,
  redaction,
  clip,
  recall,
  interview,
  interchange,
  seal,
  commands,
  ...log,
} as const;
