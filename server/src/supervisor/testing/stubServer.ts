import { SupervisorLink } from '../SupervisorLink.ts'

/** A server that does nothing but want an engine and use it: as the supervisor sees one. */
const link = new SupervisorLink(process as never, {
  endGroup: group => process.kill(-group, 'SIGKILL'),
  orphaned: () => process.exit(),
})
link.say({ t: 'listening', origin: 'http://localhost', setupPath: null, demoLinks: [] })
link.onNews(({ state, instances }) => {
  if (state.state === 'ready') link.say({ t: 'want-engine' })
  link.say({ t: 'uses', uses: Object.fromEntries(instances.map(({ id }) => [id, 1])) })
})
