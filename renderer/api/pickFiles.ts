/** The browser's own dialog for sound and video files; none when it was closed without a choice. */
export function pickFiles(isMultiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = isMultiple;
    // By ending too: recorders write kinds of files that a browser has no type for.
    input.accept = 'audio/*,video/*,.amr,.wma,.wmv,.mts,.m2ts,.ts,.mkv,.mka,.avi,.opus,.caf,.3gp';
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
