import type { CodebookCode } from './codebook.ts';

type Described = Pick<CodebookCode, 'definition' | 'whenToUse' | 'whenNotToUse' | 'examples'>;

const headings = { whenToUse: 'When to use:', whenNotToUse: 'When not to use:', examples: 'Examples:' };

/**
 * All that is written of a code as one text, for formats with a single description. Headings stand alone on their lines,
 * so that other programs show something a person can read and `fromDescription` finds the parts again.
 */
export function descriptionOf({ definition, whenToUse, whenNotToUse, examples }: Described): string {
  const quoted = examples
    .filter(({ text }) => text !== '')
    .map(({ text }) => `- ${text.replaceAll('\n', '\n  ')}`)
    .join('\n');
  return [
    definition,
    whenToUse && `${headings.whenToUse}\n${whenToUse}`,
    whenNotToUse && `${headings.whenNotToUse}\n${whenNotToUse}`,
    quoted && `${headings.examples}\n${quoted}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The parts of a description; one without our headings is a definition as a whole. */
export function fromDescription(description: string): Described {
  const parts: Record<keyof typeof headings | 'definition', string[]> = {
    definition: [],
    whenToUse: [],
    whenNotToUse: [],
    examples: [],
  };
  let at: keyof typeof parts = 'definition';
  for (const line of description.replaceAll(/\r\n?/g, '\n').split('\n')) {
    const next = headingKeys.find((key) => headings[key] === line.trim() && parts[key].length === 0);
    if (next !== undefined) at = next;
    else parts[at].push(line);
  }
  const text = (key: keyof typeof parts) => parts[key].join('\n').trim();
  const examples = text('examples')
    .split(/\n(?=- )/)
    .map((example) => ({ text: example.replace(/^- /, '').replaceAll('\n  ', '\n').trim(), momentId: null }))
    .filter((example) => example.text !== '');
  return {
    definition: text('definition'),
    whenToUse: text('whenToUse'),
    whenNotToUse: text('whenNotToUse'),
    examples,
  };
}

const headingKeys = ['whenToUse', 'whenNotToUse', 'examples'] as const;
