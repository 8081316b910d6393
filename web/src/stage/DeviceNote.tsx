import { Trans } from '@lingui/react/macro'
import { Camera, Mic, MicOff, Unplug, VideoOff, Volume2 } from 'lucide-react'
import { useEffect } from 'react'
import type { DeviceNews } from '../media/ports.ts'
import { Note } from './Note.tsx'

export interface DeviceNoteProps {
  readonly news: DeviceNews
  /** The other side, or null among many. */
  readonly peer: string | null
  readonly onClose: () => void
}

/** Milliseconds after which a note that nothing is missing goes by itself. */
const SHOWN_FOR = 12_000

/** [CALL-20] Says over the picture that a device was pulled or plugged in, and what is used now. */
export function DeviceNote({ news, peer, onClose }: DeviceNoteProps) {
  const missing = news.now === null
  useEffect(() => {
    if (missing) return
    const timer = setTimeout(onClose, SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [missing, onClose])
  return (
    <Note icon={iconOf(news)} look={missing} onClose={onClose}>
      {news.is === 'removed' && (
        <>
          <b dir="auto">
            {news.device === '' ? <Removed kind={news.kind} /> : <Trans>{news.device} removed.</Trans>}
          </b>{' '}
        </>
      )}
      <Consequence news={news} peer={peer} />
    </Note>
  )
}

function iconOf({ is, kind, now }: DeviceNews) {
  if (now === null) return kind === 'camera' ? VideoOff : MicOff
  if (is === 'removed') return Unplug
  return kind === 'camera' ? Camera : kind === 'speaker' ? Volume2 : Mic
}

function Removed({ kind }: { readonly kind: DeviceNews['kind'] }) {
  switch (kind) {
    case 'microphone':
      return <Trans>Microphone removed.</Trans>
    case 'camera':
      return <Trans>Camera removed.</Trans>
    case 'speaker':
      return <Trans>Speaker removed.</Trans>
  }
}

function Consequence({ news: { kind, now }, peer }: Omit<DeviceNoteProps, 'onClose'>) {
  switch (kind) {
    case 'microphone':
      if (now === null)
        return peer === null ? (
          <Trans>There is no other microphone: nobody hears you.</Trans>
        ) : (
          <Trans>There is no other microphone: {peer} does not hear you.</Trans>
        )
      return now === '' ? (
        <Trans>You speak through another microphone now.</Trans>
      ) : (
        <Trans>You speak through {now} now.</Trans>
      )
    case 'camera':
      if (now === null) return <Trans>There is no other camera: you are not seen.</Trans>
      return now === '' ? (
        <Trans>Your picture comes from another camera now.</Trans>
      ) : (
        <Trans>Your picture comes from {now} now.</Trans>
      )
    case 'speaker':
      return now ? (
        <Trans>The sound comes from {now} now.</Trans>
      ) : (
        <Trans>The sound comes from the system’s speaker now.</Trans>
      )
  }
}
