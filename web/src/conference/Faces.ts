import type { ConferencePerson } from '@tacet/protocol/conference'
import type { SfuHandle } from '@tacet/protocol/ids'
import type { SfuPeer } from '../media/ports.ts'

/**
 * Who is in the conference, in the order in which they were first seen. After a restart of the server its roster fills
 * up one by one, while everybody's media has never stopped: whoever is still in the engine stays (CONF-16).
 * In memory, and for the length of this conference.
 */
export class Faces {
  readonly #seen = new Map<SfuHandle, ConferencePerson>()

  look(roster: readonly ConferencePerson[], peers: readonly SfuPeer[]): readonly ConferencePerson[] {
    for (const person of roster) if (!this.#seen.has(person.handle)) this.#seen.set(person.handle, person)
    const here = new Set<string>([...roster, ...peers].map(({ handle }) => handle))
    for (const handle of [...this.#seen.keys()]) if (!here.has(handle)) this.#seen.delete(handle)
    return [...this.#seen.values()]
  }
}
