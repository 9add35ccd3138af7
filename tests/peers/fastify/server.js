'use strict'

// fastify with @fastify/jwt (its memory of verified tokens on) and better-sqlite3: the same work as ours in another language.
// COMMIT=each: one synced transaction per request, as in the manuals. COMMIT=group: one for all requests that wait.
// What it leaves out is listed in ../README.md.

const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const fastify = require('fastify')
const { openStore } = require('./store')
const { readPolicy } = require('./policy')

const store = openStore(process.env.DATA, process.env.COMMIT)
const decide = readPolicy(join(__dirname, '..', 'policy'))

const server = fastify({ logger: false, bodyLimit: 65536 })

server.register(require('@fastify/jwt'), {
  secret: { public: readFileSync(process.env.PUBLIC_KEY, 'utf8') },
  verify: { algorithms: ['RS256'], requiredClaims: ['exp'], clockTolerance: 30_000, cache: 100_000 }
})

const schema = {
  body: {
    type: 'object',
    required: ['action'],
    properties: {
      action: { type: 'string', pattern: '^[A-Za-z0-9._-]{2,32}$' },
      label: { type: 'string', maxLength: 256 },
      client: { type: 'object', properties: { uuid: { type: 'string', minLength: 36, maxLength: 36 } } },
      params: { type: 'object' },
      time: { type: 'string' }
    }
  },
  response: {
    202: {
      type: 'object',
      properties: { status: { type: 'string' }, eventId: { type: 'string' }, reason: { type: 'string' } }
    }
  }
}

server.post('/v4/events/custom', { schema }, async (request, reply) => {
  const event = request.body
  let customer

  if (request.headers.authorization !== undefined) {
    try {
      customer = (await request.jwtVerify()).customId
    } catch {
      customer = undefined
    }
    if (typeof customer !== 'string') {
      return reply.code(401).header('WWW-Authenticate', 'Bearer error="invalid_token"').send({ status: 401, code: 'invalid_token' })
    }
  }

  const { status, reason } = decide(event.action, customer !== undefined)
  if (status !== 202) {
    if (status === 401) reply.header('WWW-Authenticate', 'Bearer')
    return reply.code(status).send({ status, code: reason })
  }

  customer ??= event.client?.uuid
  if (customer === undefined) return reply.code(400).send({ status: 400, code: 'invalid_event' })

  const received = Date.now()
  const eventId = await store.append({
    received,
    customer,
    action: event.action,
    label: event.label ?? null,
    params: event.params === undefined ? null : JSON.stringify(event.params),
    time: event.time ?? new Date(received).toISOString(),
    reason
  })
  return reply.code(202).send({ status: 'accepted', eventId, reason })
})

server.addHook('onClose', () => store.close())
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close())

server.listen({ host: '127.0.0.1', port: Number(process.env.PORT), backlog: 4096 }).catch(problem => {
  console.error(problem.message)
  process.exit(1)
})
