import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useShownCall } from '../call/useShownCall.ts'
import { type PopOutPlace, usePopOut } from '../stage/usePopOut.ts'
import type { Page } from './createPage.ts'

export type OnStage = 'call' | 'conference' | null

export interface StagePlace {
  /** What there is to show, whether it is shown or not. */
  readonly running: OnStage
  /** It takes the middle of the page; else it is the bar at the foot of the list (CALL-19). */
  readonly shown: boolean
  /** The list beside the stage is folded away. */
  readonly folded: boolean
  readonly show: () => void
  readonly hide: () => void
  readonly unfold: () => void
  /** The window of its own that it may have besides. */
  readonly popOut: PopOutPlace
}

/** Where the running call or conference is on the page. */
export function useStage({ calls, conferences }: Page): StagePlace {
  const controller = useShownCall(calls.telephone)
  const onHold = useStore(calls.telephone.store, view => view.onHold)
  const call = useStore(controller.store, ({ call }) => call.at)
  const sharing = useStore(controller.store, ({ own, peer }) => own.screen !== null || peer.screen !== null)
  const watching = useStore(controller.store, ({ peer }) => peer.screen !== null)
  const conference = useStore(conferences.store, ({ phase }) => phase.is)
  const [shown, setShown] = useState(true)
  const [folded, setFolded] = useState(false)

  const calling = call !== 'idle' && call !== 'ringing-in'
  // [CALL-10] What is on hold makes room for the conference that it was put on hold for.
  const running: OnStage =
    calling && !(onHold && conference !== 'out') ? 'call' : conference !== 'out' ? 'conference' : null
  const begins = running !== null
  // Whatever begins comes to the front; shares and conferences begin with the list folded.
  useEffect(() => {
    setShown(true)
    if (!begins) setFolded(false)
  }, [begins])
  useEffect(() => setFolded(sharing || running === 'conference'), [sharing, running])
  const popOut = usePopOut(watching ? 'share' : 'call')
  const { onClose } = popOut
  useEffect(() => {
    if (!begins) onClose()
  }, [begins, onClose])

  return {
    running,
    shown: shown && running !== null,
    folded: folded && shown && running !== null,
    show: useCallback(() => setShown(true), []),
    hide: useCallback(() => {
      // What is only being looked into or already over is not worth a bar.
      const { phase } = conferences.store.getState()
      if (phase.is === 'pre-join' || phase.is === 'over') conferences.leave()
      calls.controller.dismiss()
      setShown(false)
    }, [calls, conferences]),
    unfold: useCallback(() => setFolded(false), []),
    popOut,
  }
}
