/**
 * One line to the person at the terminal. It goes to stderr, because stdout belongs to what a program reads:
 * `npm start -- --json` promises one line there.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
