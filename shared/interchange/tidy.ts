/** Text as the app keeps it: \n between lines, nothing that XML could not hold, no space around it. */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .trim();
}

/** On one line; null for nothing. */
export function tidyName(name: string | null): string | null {
  return tidyText(name ?? '').replaceAll(/\s+/g, ' ') || null;
}
