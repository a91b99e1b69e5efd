import type { FastifyReply, FastifyRequest } from 'fastify'

/** Breaks the connection instead of answering: the client cannot know what became of its request. */
export function loseAnswer(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  request.raw.socket.destroy()
}
