/** By ending too: recorders write kinds of files that a browser has no type for. */
const mediaKinds = 'audio/*,video/*,.amr,.wma,.wmv,.mts,.m2ts,.ts,.mkv,.mka,.avi,.opus,.caf,.3gp';

/** The browser's own dialog for files, of sound and video unless said otherwise; none when it was closed without a choice. */
export function pickFiles(isMultiple: boolean, kinds = mediaKinds): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = isMultiple;
    input.accept = kinds;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
