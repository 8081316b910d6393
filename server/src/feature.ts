import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Welcome } from '@tacet/protocol/down'
import type { Account } from '@tacet/protocol/identity'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import type { Route } from './http/route.ts'
import type { DeviceListener, Handlers } from './signaling/ports.ts'

/** What a feature may contribute to the first message on every socket. */
export type WelcomePart = Partial<Omit<Welcome, 't' | 'now'>>

/** Owner of one upgrade path other than our own socket. The door has checked the Origin before it asks. */
export interface UpgradeHandler {
  /** Path prefix, such as `/sfu`. */
  readonly prefix: string
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** How a part of the product plugs into the server. The composition root lists them; nothing else knows them all. */
export interface Feature {
  readonly name: string
  readonly handlers?: Partial<Handlers>
  readonly routes?: readonly Route[]
  readonly upgrades?: readonly UpgradeHandler[]
  readonly devices?: DeviceListener
  /** Asked for every new socket, all features at once; a later feature's part replaces an earlier one's. */
  welcome?(account: Account): Promise<WelcomePart>
  /** These people are in this conversation from now on (made, added). */
  membersCame?(conversation: ConversationId, people: readonly PersonId[]): Promise<void>
  /** This person is not in this conversation any more (left, removed, deactivated). */
  memberGone?(conversation: ConversationId, person: PersonId): Promise<void>
  /** These sessions (hashes of their tokens) are over. Told on every node. */
  sessionsEnded?(sessions: readonly string[]): void
  /** This person's list of devices has changed: one came, went, or all began anew. */
  devicesChanged?(person: PersonId): Promise<void>
  /** Before the doors open. */
  start?(): Promise<void>
  /** After the doors have closed; database and live state still answer. */
  stop?(): Promise<void>
}
