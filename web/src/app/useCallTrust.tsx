import type { PersonId } from '@tacet/protocol/ids'
import type { VcallError } from '@tacet/protocol/verified/VcallError'
import { useStore } from 'zustand'
import type { CallTrust } from '../call/CallTrust.ts'
import { useShownCall } from '../call/useShownCall.ts'
import { AttackVerdict } from '../trust/AttackVerdict.tsx'
import { BlockedVerdict } from '../trust/BlockedVerdict.tsx'
import { EmojiCompare } from '../trust/EmojiCompare.tsx'
import { TrustNote } from '../trust/TrustNote.tsx'
import type { Page } from './createPage.ts'
import { useFaceOf } from './useFaceOf.ts'

/** Keys that were compared and differ end the call with their person, too. */
export function endCallWith({ calls }: Page, person: PersonId): void {
  for (const line of calls.telephone.both) {
    const { call } = line.store.getState()
    if (call.at !== 'idle' && call.facts.peer === person) void line.noMatch()
  }
}

/** Whether the person of the running call was verified. */
export function useCallVerified({ calls, peers }: Page): boolean {
  const person = useStore(useShownCall(calls.telephone).store, ({ call }) =>
    call.at === 'idle' ? null : call.facts.peer,
  )
  return useStore(peers.store, all => person !== null && all.get(person)?.pin?.state === 'verified')
}

/** What is known of the other side's keys, for the stage of the call with them. */
export function useCallTrust(page: Page, onCheck: () => void): CallTrust {
  const controller = useShownCall(page.calls.telephone)
  const person = useStore(controller.store, ({ call }) => (call.at === 'idle' ? null : call.facts.peer))
  const peer = useStore(page.peers.store, all => (person === null ? undefined : all.get(person)))
  const faceOf = useFaceOf(page)
  const name = person === null ? '' : faceOf(person).name
  const verified = useCallVerified(page)
  const notice = peer?.notice
  return {
    verified,
    emoji: sas => (
      <EmojiCompare
        sas={sas}
        name={name}
        verified={verified}
        onMatch={() => {
          if (person !== null) void page.peers.confirm(person)
        }}
        onNoMatch={() => void controller.noMatch()}
      />
    ),
    note: onCompare =>
      person !== null && (notice === 'new-device' || notice === 'keys-changed') ? (
        <TrustNote
          kind={notice}
          name={name}
          onCompare={onCompare}
          onClose={() => page.peers.dismissNotice(person)}
        />
      ) : null,
    verdict: ({ call, sas, talkedFor, onAgain, onBack }) =>
      call.outcome === 'no-match' ? (
        <AttackVerdict name={name} sas={sas} talkedFor={talkedFor} onBack={onBack} />
      ) : (
        <BlockedVerdict
          error={(call.error ?? 'BadFormat') as VcallError}
          name={name}
          media={call.facts.media}
          wasConnected={call.wasConnected}
          onAgain={onAgain}
          onCheck={onCheck}
          onBack={onBack}
        />
      ),
  }
}
