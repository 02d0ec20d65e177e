/**
 * Writes where the focus is, as if it were typed there now: for letters that were typed before their field was on the page.
 * Without a field it writes nothing.
 */
export function typeIntoFocused(text: string): void {
  const field = document.activeElement;
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (!isField || field.readOnly) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  // React hears of a text by this event alone.
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}
