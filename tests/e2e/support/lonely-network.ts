import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/**
 * A network of its own for a server and a browser: loopback, and one cable to nowhere with the default route over it,
 * whose counter shows whatever any process (libraries in C and the browser itself among them) tries to send out.
 */
export interface LonelyNetwork {
  /** Put before a command, starts it in there. */
  readonly enter: readonly string[];
  /** Packets that left for anywhere but this machine, since the beginning. */
  sentPackets(): number;
  /** An executable that is `program`, in there. */
  wrap(program: string, path: string): Promise<string>;
  close(): void;
}

// A name server out there too, or a look-up would end at a file and never be sent. ARP counts as a packet, so even an
// address nobody answers for is seen. Without IPv6 the kernel itself is silent on the cable.
const setUp = `
  set -e
  ip link set lo up
  ip link add outside type veth peer name nowhere
  echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6 2>/dev/null || true
  ip addr add 192.0.2.2/24 dev outside
  ip link set outside arp off up
  ip link set nowhere up
  ip route add default via 192.0.2.1
  echo ready
  exec sleep infinity
`;

/** Linux with namespaces for everybody (or as root) and iproute2; else null. */
export async function makeLonelyNetwork(): Promise<LonelyNetwork | null> {
  if (process.platform !== 'linux' || spawnSync('ip', ['-V']).error !== undefined) return null;
  const holder = spawn('unshare', ['-rn', 'sh', '-c', setUp], { stdio: ['ignore', 'pipe', 'ignore'] });
  const line = await Promise.race([
    once(createInterface(holder.stdout), 'line').then(([text]) => String(text)),
    once(holder, 'exit').then(() => ''),
    once(holder, 'error').then(() => ''),
  ]);
  if (line !== 'ready' || holder.pid === undefined) return null;
  const enter = ['nsenter', '-t', String(holder.pid), '-U', '-n', '--preserve-credentials'];
  return {
    enter,
    sentPackets(): number {
      const [command = '', ...args] = [...enter, 'cat', '/proc/net/dev'];
      const text = spawnSync(command, args, { encoding: 'utf8' }).stdout;
      const numbers = /outside:\s*(.*)/.exec(text)?.[1]?.trim().split(/\s+/).map(Number);
      const sent = numbers?.[9];
      if (sent === undefined) throw new Error(`no counter in ${text}`);
      return sent;
    },
    async wrap(program, path): Promise<string> {
      await writeFile(path, `#!/bin/sh\nexec ${enter.join(' ')} '${program}' "$@"\n`);
      await chmod(path, 0o755);
      return path;
    },
    close: () => holder.kill('SIGKILL'),
  };
}
