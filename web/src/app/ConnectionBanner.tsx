import { Trans } from '@lingui/react/macro'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Signaling } from '../signaling/ports.ts'

/** A short break is nobody's business. */
const SAY_AFTER = 2_000

/** Says that the line to the server is down, once that lasts. A running call is not touched by it (CALL-17). */
export function ConnectionBanner({ signaling }: { readonly signaling: Signaling }) {
  const state = useSyncExternalStore(
    onChange => signaling.onState(onChange),
    () => signaling.state,
  )
  const down = state === 'lost' || state === 'connecting'
  const [said, setSaid] = useState(false)
  useEffect(() => {
    if (!down) return setSaid(false)
    const timer = setTimeout(() => setSaid(true), SAY_AFTER)
    return () => clearTimeout(timer)
  }, [down])
  return (
    <div className="offline" role="status">
      {said && (
        <p className="toast">
          <span className="spin" />
          <span>
            <Trans>Our server does not answer. We keep trying; a running call goes on.</Trans>
          </span>
        </p>
      )}
    </div>
  )
}
