// Tokens and keys: one refresh at a time, and whatever is sent again is the same thing to the server.
import assert from 'node:assert/strict'
import test from 'node:test'
import { ApiError, createClient, SessionHolder } from '../src/index.ts'

const SESSION = { access_token: 'fresh', expires_in: 900, account_id: 'a', refresh_token: 'next' }

function keep(value) {
  return { get: () => value, set: (next) => (value = next) }
}

/** A client whose server is `answer(request)`; what was asked is noted. */
function clientOf(answer, kept = { accountId: 'a', refreshToken: 'old' }) {
  const asked = []
  const session = new SessionHolder(keep(kept))
  const api = createClient({
    base: '',
    session,
    language: () => 'zh-CN',
    transport: async (request) => {
      asked.push(request)
      return { headers: {}, ...(await answer(request, asked)) }
    },
  })
  return { api, asked, session }
}

const refreshes = (asked) => asked.filter((request) => request.url === '/v1/sessions/refresh')

test('many requests at once refresh once', async () => {
  const { api, asked } = clientOf(async (request) =>
    request.url === '/v1/sessions/refresh' ? { status: 200, body: SESSION } : { status: 200, body: {} })
  await Promise.all([api('get', '/v1/me'), api('get', '/v1/needs'), api('get', '/v1/tasks')])
  assert.equal(refreshes(asked).length, 1)
  const own = asked.filter((request) => request.url !== '/v1/sessions/refresh')
  assert.deepEqual(own.map((request) => request.headers.Authorization), ['Bearer fresh', 'Bearer fresh', 'Bearer fresh'])
})

test('a refresh whose answer is lost is sent again with the same key', async () => {
  const { api, asked } = clientOf(async (request, all) => {
    if (request.url !== '/v1/sessions/refresh') return { status: 200, body: {} }
    if (refreshes(all).length === 1) throw new ApiError(0, 'network', 'no answer')
    return { status: 200, body: SESSION }
  })
  await api('get', '/v1/me')
  const keys = refreshes(asked).map((request) => request.headers['Idempotency-Key'])
  assert.equal(keys.length, 2)
  assert.equal(keys[0], keys[1])
})

test('a refused token is replaced, and the POST goes again under its own key', async () => {
  const { api, asked, session } = clientOf(async (request, all) => {
    if (request.url === '/v1/sessions/refresh') return { status: 200, body: { ...SESSION, access_token: 'second' } }
    const tries = all.filter((each) => each.url === '/v1/needs')
    return tries.length === 1 ? { status: 401, body: { code: 'unauthenticated' } } : { status: 201, body: { id: 'n' } }
  })
  session.begin({ ...SESSION, access_token: 'first' })
  await api('post', '/v1/needs', { body: {} })
  const posts = asked.filter((request) => request.url === '/v1/needs')
  assert.equal(posts.length, 2)
  assert.equal(posts[0].headers['Idempotency-Key'], posts[1].headers['Idempotency-Key'])
  assert.equal(posts[1].headers.Authorization, 'Bearer second')
})

test('the caller may keep the key over restarts; another call has another one', async () => {
  const { api, asked } = clientOf(async () => ({ status: 200, body: SESSION }))
  await api('post', '/v1/needs', { body: {}, idempotencyKey: 'kept' })
  await api('post', '/v1/needs', { body: {}, idempotencyKey: 'kept' })
  await api('post', '/v1/needs', { body: {} })
  const keys = asked.filter((request) => request.url === '/v1/needs').map((request) => request.headers['Idempotency-Key'])
  assert.deepEqual(keys.slice(0, 2), ['kept', 'kept'])
  assert.match(keys[2], /^[0-9a-f]{32}$/)
})

test('a refresh that is refused ends the session; trouble on the way does not', async () => {
  const refused = clientOf(async () => ({ status: 401, body: { code: 'session_ended' } }))
  await assert.rejects(refused.api('get', '/v1/me'), { code: 'session_ended' })
  assert.equal(refused.session.state, 'expired')
  const lost = clientOf(async () => ({ status: 503, body: {} }))
  await assert.rejects(lost.api('get', '/v1/me'), { status: 503 })
  assert.equal(lost.session.state, 'active')
})

test('a problem is one error, with the field and the pause', async () => {
  const { api, session } = clientOf(async () => ({
    status: 429,
    headers: { 'retry-after': '7' },
    body: { code: 'too_many', title: '请稍后再试。', errors: [{ field: 'place.lat', code: 'range' }] },
  }))
  session.begin(SESSION)
  const error = await api('get', '/v1/me').catch((reason) => reason)
  assert.ok(error instanceof ApiError)
  assert.equal(error.retryAfterSeconds, 7)
  assert.equal(error.retryable, true)
  assert.equal(error.field('place').code, 'range')
})
