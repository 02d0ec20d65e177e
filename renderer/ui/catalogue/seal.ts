/** Sealing: passphrases, locking, and what the app says of them. */
export const seal = {
  passphrase: 'Passphrase',
  repeat: 'The same again',
  differs: 'The two are not the same.',
  tooShort:
    'At least {{count}} characters. Four or five words that do not belong together are better than one with signs in it.',
  show: 'Show what is typed',
  strength: 'How long it would hold out against somebody who has the files: {{word}}',
  strengthWord: {
    '0': 'no time at all',
    '1': 'hours',
    '2': 'days to months',
    '3': 'years',
    '4': 'longer than it matters',
  },
  checking: 'Looking how strong it is…',
  cannotBeRecovered:
    'Nobody can recover it, we least of all: without it, or the recovery key, the study is gone for good. Write it down and keep it where the recordings are not.',
  create: {
    sealed: 'Seal it (recommended)',
    sealedHint: 'Everything in its folder is encrypted and opens with a passphrase only.',
    clear: 'Leave it in the clear',
    clearHint:
      'Whoever gets the folder or the disk can see and hear everything in it. For practice and for published material.',
    how: 'How it lies on the disk',
  },
  unlock: {
    title: 'This study is sealed',
    lockedTitle: 'The study is locked',
    secret: 'Passphrase or recovery key',
    open: 'Unlock',
    wait: 'After a wrong one it takes a little longer each time.',
    pendingSealed: 'Sealing it was interrupted. With its passphrase it goes on where it stopped.',
    pendingClear: 'Unsealing it was interrupted. With its passphrase it goes on where it stopped.',
    goOn: 'Go on',
  },
  badge: 'sealed',
  waveform:
    'A waveform was not as it was written: it was changed, cut off or exchanged. It is made anew from its recording; there is nothing to do.',
  settings: {
    title: 'Sealing',
    hintSealed:
      'This study is encrypted: its database in SQLCipher’s format, everything else in the age format, so that it can be opened with public tools too.',
    hintClear: 'This study lies in the clear. Whoever gets its folder can see and hear everything in it.',
    lock: 'Lock now',
    autoLock: 'Locks itself after',
    autoLockHint: 'Minutes without anybody there; 0: never. An interview that is recording is not locked.',
    minutes: ' minutes',
    change: 'Change the passphrase…',
    changeTitle: 'Change the passphrase',
    now: 'Passphrase now',
    next: 'New passphrase',
    changed: 'The passphrase was changed. Backups open with the new one too.',
    recovery: 'Make a recovery key…',
    recoveryAgain: 'Make a new recovery key…',
    recoveryTitle: 'Recovery key',
    recoveryText:
      'It opens the study when the passphrase is forgotten. It is shown once and kept nowhere: print it or write it down, and lock it away from the recordings. An older one no longer works.',
    recoveryHave: 'There is a recovery key.',
    recoveryNone: 'There is no recovery key.',
    make: 'Make the key',
    print: 'Print it',
    verify: 'Check all files',
    verified: 'All {{count}} files are as they were sealed.',
    altered:
      'Not as they were sealed, and not used: {{files}}. Put them back from a copy of the study; waveforms (peaks) are made anew when they are next looked at.',
    seal: 'Seal this study…',
    sealTitle: 'Seal this study',
    sealText:
      'Every file is written anew, read back and compared before the old one is removed. It takes about as long as copying the folder. What was deleted from the disk before may still be found on it by experts.',
    unseal: 'Bring it into the clear…',
    unsealTitle: 'Bring the study into the clear',
    unsealText: 'Afterwards whoever gets its folder can see and hear everything in it.',
    converting: 'Writing every file anew',
    sealed: 'The study is sealed.',
    unsealed: 'The study is in the clear.',
  },
} as const;
