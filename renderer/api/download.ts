/** Gives the person what is behind an address, as a file of this name where their browser puts downloads. */
export function download(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}
