import type { SignedEntry } from '../deviceList.ts'
import type { Device } from '../keys.ts'
import type { SignedEnvelope } from '../messages.ts'
import type { Pin } from '../pin.ts'

/** The shape of `vcall1.json`, the test vectors of vcall/1. base64url unless a name ends in Hex. */
export interface Vectors {
  readonly defaults: Given
  readonly keys: Readonly<Record<string, KeyVector>>
  readonly canonical: {
    readonly valid: readonly { readonly value: unknown; readonly text: string; readonly sha256: string }[]
    readonly invalid: readonly { readonly text: string; readonly expect: string }[]
  }
  readonly lists: Readonly<Record<string, SignedEntry & { readonly hash: string }>>
  readonly listCases: readonly {
    readonly id: string
    readonly user: string
    readonly pin: Pin | null
    readonly chain: readonly string[]
    readonly expect: string | (Pin & { readonly devices: readonly string[] })
  }[]
  readonly flows: Readonly<Record<string, Flow>>
  readonly certs: Readonly<Record<string, { readonly der: string; readonly fp: string }>>
  readonly certCases: readonly {
    readonly id: string
    readonly signedFp: string
    readonly remoteCertificates: readonly string[]
    readonly expect: string
  }[]
  readonly sasBits: readonly { readonly okm: string; readonly sas: readonly number[] }[]
  readonly safety: readonly {
    readonly a: { readonly user: string; readonly root: string }
    readonly b: { readonly user: string; readonly root: string }
    readonly digits: string
  }[]
  readonly emoji: readonly {
    readonly i: number
    readonly emoji: string
    readonly de: string
    readonly en: string
  }[]
  readonly negative: readonly Negative[]
}

interface KeyVector extends Device {
  readonly user: string
  readonly seedHex: string
  readonly dhkSeedHex: string
}

/** What the receiver knows; a case overrides what it names. */
export interface Given {
  readonly pins: Readonly<Record<string, Pin>>
  readonly lists: Readonly<Record<string, readonly string[]>>
  readonly lastCtr: number
  readonly serverAgeMs: number
  readonly elapsedMs: number
}

export interface Flow {
  readonly caller: string
  readonly callee: string
  readonly messages: readonly {
    readonly id: string
    readonly from: string
    readonly to: string
    readonly env: SignedEnvelope
    readonly hash: string
    /** Hex. */
    readonly sigInput: string
  }[]
  readonly derived: {
    readonly nonceA: string
    readonly nonceB: string
    readonly commit: string
    readonly offerHash: string
    readonly answerHash: string
    readonly salt: string
    /** Hex. */
    readonly okm: string
    readonly sas: readonly number[]
    readonly emoji: string
  }
}

export interface Negative {
  readonly id: string
  readonly rule: string
  readonly what: string
  /** Key of the receiving device. */
  readonly receiver: string
  readonly flow: string
  /** How many messages of the flow the receiver has sent or taken before. */
  readonly after: number
  readonly given: Partial<Given>
  readonly input: SignedEnvelope
  readonly expect: string
}
