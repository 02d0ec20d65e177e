/** What a text is as JSON; null for one that is none, as for one that says null: whoever asks checks its shape. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
