// Sends a plan's events with Segment's library for Node.js, unmodified, and tells what it said.
//
//   node send-segment.mjs PLAN      PLAN: {"url","writeKey","events":[{"type",…}]}
//   prints                  {"errors":["…"]}
import { readFileSync } from 'node:fs'
import { Analytics } from '@segment/analytics-node'

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const url = new URL(plan.url)
const analytics = new Analytics({
  writeKey: plan.writeKey,
  host: url.origin,
  path: url.pathname.replace(/\/$/, '') + '/v1/batch', // the library drops the path of `host`
  flushInterval: 100,
  maxEventsInBatch: 50, // each batch is a request of its own at once, and here a cold start on two cores
  httpRequestTimeout: 60_000, // so that a slow start is waited for, and not sent again
  maxRetries: 1,
})
const errors = []
analytics.on('error', (error) => errors.push(String(error.reason)))
for (const { type, ...event } of plan.events) {
  if (event.timestamp) event.timestamp = new Date(event.timestamp)
  analytics[type](event)
}
await analytics.closeAndFlush()
console.log(JSON.stringify({ errors }))
