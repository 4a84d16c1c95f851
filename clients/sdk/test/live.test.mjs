// Live events: resumed at the last one seen, with a ticket each time, and not for ever.
import assert from 'node:assert/strict'
import test from 'node:test'
import { ApiError, LiveStream } from '../src/index.ts'

/** A stream over sockets that the test holds in its hand. */
function streamOf(t, { ticket } = {}) {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const sockets = []
  const seen = []
  let tickets = 0
  const stream = new LiveStream({
    client: async () => {
      tickets += 1
      return ticket ? ticket(tickets) : { ticket: `t${tickets}`, last_event_id: 40 }
    },
    base: () => 'wss://city',
    open: (url, events) => {
      const socket = { url, events, closed: false, close: () => (socket.closed = true) }
      sockets.push(socket)
      return socket
    },
    onEvent: (event) => seen.push(event.id),
    onResync: () => seen.push('resync'),
    random: () => 0,
  })
  return { stream, sockets, seen, tickets: () => tickets }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))
const frame = (id, kind = 'task.changed') => JSON.stringify({ id, kind, entity_id: 'x', at: '', payload: {} })

test('it resumes at the last event seen', async (t) => {
  const { stream, sockets, seen } = streamOf(t)
  stream.start()
  await settled()
  assert.equal(sockets[0].url, 'wss://city/v1/events/ws?ticket=t1&last_event_id=40')
  sockets[0].events.onOpen()
  sockets[0].events.onText(frame(57))
  sockets[0].events.onClose(1006)
  t.mock.timers.tick(30_000)
  await settled()
  assert.equal(sockets[1].url, 'wss://city/v1/events/ws?ticket=t2&last_event_id=57')
  assert.deepEqual(seen, [57])
})

test('an old socket is not listened to, and waking connects at once', async (t) => {
  const { stream, sockets, seen } = streamOf(t)
  stream.start()
  await settled()
  sockets[0].events.onOpen()
  stream.wake()
  await settled()
  assert.equal(sockets[0].closed, true)
  sockets[0].events.onText(frame(99))
  assert.deepEqual(seen, [])
  assert.equal(sockets.length, 2)
})

test('missed events are read again, and go on from the new number', async (t) => {
  const { stream, sockets, seen } = streamOf(t)
  stream.start()
  await settled()
  sockets[0].events.onOpen()
  sockets[0].events.onText(frame(300, 'resync'))
  sockets[0].events.onClose(1006)
  t.mock.timers.tick(30_000)
  await settled()
  assert.deepEqual(seen, ['resync'])
  assert.match(sockets[1].url, /last_event_id=300$/)
})

test('with the session it ends, and is not tried again', async (t) => {
  const { stream, sockets, tickets } = streamOf(t)
  stream.start()
  await settled()
  sockets[0].events.onClose(4401)
  t.mock.timers.tick(120_000)
  await settled()
  assert.equal(tickets(), 1)
})

test('pauses grow, up to half a minute', async (t) => {
  const { stream, tickets } = streamOf(t, {
    ticket: () => {
      throw new ApiError(0, 'network', 'no answer')
    },
  })
  stream.start()
  await settled()
  for (const pause of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) {
    const before = tickets()
    t.mock.timers.tick(pause - 1)
    await settled()
    assert.equal(tickets(), before, `too early: ${pause}`)
    t.mock.timers.tick(1)
    await settled()
    assert.equal(tickets(), before + 1, `not after ${pause}`)
  }
})
