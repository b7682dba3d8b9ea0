import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A line to another port that a spec can cut or stop. */
export interface WeakLine {
  readonly port: number;
  /** `open` carries bytes, `cut` hangs up and refuses, `stuck` keeps connections and carries nothing. */
  set(state: 'open' | 'cut' | 'stuck'): void;
  close(): Promise<void>;
}

export async function weakLine(targetPort: number): Promise<WeakLine> {
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'stuck' = 'open';
  const follow = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (state === 'stuck') socket.pause();
  };
  const server = createServer((inner) => {
    if (state === 'cut') {
      inner.destroy();
      return;
    }
    const outer = connect(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      from.pipe(to);
      from.on('close', () => to.destroy());
      follow(from);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    set: (next) => {
      state = next;
      for (const socket of sockets) {
        if (next === 'cut') socket.destroy();
        else if (next === 'stuck') socket.pause();
        else socket.resume();
      }
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
