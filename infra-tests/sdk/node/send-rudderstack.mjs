// Sends a plan's events with RudderStack's library for Node.js, unmodified, and tells what it said.
// Called like send-segment.mjs; with `gzip` behind the plan it compresses, as it does by itself.
import { readFileSync } from 'node:fs'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const errors = []
const analytics = new RudderAnalytics(plan.writeKey, {
  dataPlaneUrl: plan.url,
  gzip: process.argv[3] === 'gzip', // the local gateway garbles what this library calls a form; AWS does not
  flushAt: 50,
  retryCount: 1,
  logLevel: 'silent',
  errorHandler: (error) => errors.push(String(error)),
})
const open = plan.events.map(({ type, ...event }) => {
  if (event.timestamp) event.timestamp = new Date(event.timestamp)
  return new Promise((done) => analytics[type](event, done))
})
await analytics.flush().catch(() => {}) // told to the handler above
await Promise.race([Promise.all(open), new Promise((late) => setTimeout(late, 30_000).unref())])
console.log(JSON.stringify({ errors }))
process.exit(0)
