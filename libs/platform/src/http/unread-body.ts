import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** So long a client may take to hear the answer before the connection is cut. */
const LINGER_MS = 2_000;

/**
 * A request that is refused before it was read, an upload over the limit above all, is not read to its end: the answer
 * says that the connection ends, and what still comes is left where it is. The connection is not cut at once: with bytes
 * unread that is a reset, and some clients then lose the answer.
 */
export function endUnreadRequests(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    const { complete, headers, socket } = request.raw;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (reply.statusCode >= 400 && hasBody && !complete) {
      reply.header('connection', 'close');
      lingerOn(socket);
    }
    done(null, payload);
  });
}

/** `destroySoon` is what Node calls once the last answer is written. */
function lingerOn(socket: Socket): void {
  socket.destroySoon = () => {
    socket.end();
    socket.pause();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
}
