/** For the one who opened an old address, or typed it: says nothing about what is here, only what to do. */
const words = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Stillpoint</title>
<h1>This window has no key to Stillpoint</h1>
<p>Each address that Stillpoint prints opens one window, once. Start it again (npm start) and open the new address.</p>
<p>Nothing that was saved is lost.</p>
</html>
`;

export function refusal(): Response {
  // The page keeps its connections for minutes; nobody else's is kept.
  const headers = { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' };
  return new Response(words, { status: 403, headers });
}
