import { useLingui } from '@lingui/react/macro'
import {
  LogOut,
  Mic,
  MicOff,
  PhoneOff,
  ScreenShare,
  ScreenShareOff,
  UserPlus,
  Video,
  VideoOff,
  Volume2,
} from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import type { Devices, MeterLevel } from '../media/ports.ts'
import { useIsPhone } from '../ui/useIsPhone.ts'
import { useRovingFocus } from '../ui/useRovingFocus.ts'
import type { Leave } from './CompactButton.tsx'
import { type Control, ControlButton } from './ControlButton.tsx'
import { DeviceControl } from './DeviceControl.tsx'
import { DeviceMenu } from './DeviceMenu.tsx'
import { LevelLine } from './LevelMeter.tsx'
import { type MoreItem, MoreMenu } from './MoreMenu.tsx'
import { Popover } from './Popover.tsx'

export interface MicrophoneControl extends Control {
  readonly muted: boolean
  /** For level line and meter; null without a microphone. */
  readonly track: MediaStreamTrack | null
}

export interface ControlBarProps {
  readonly devices: Devices
  readonly meter: MeterLevel
  readonly microphone: MicrophoneControl
  readonly camera: Control & { readonly on: boolean }
  readonly share: Control & { readonly sharing: boolean }
  /** Makes a conference of a direct call; absent where it is one. */
  readonly person?: Control
  readonly more: readonly MoreItem[]
  readonly leave: Leave
}

type Open = 'microphone' | 'camera' | 'speaker' | 'more' | null

interface PartProps extends ControlBarProps {
  readonly open: Open
  readonly onOpen: (open: Open) => void
}

function MicrophonePart({ devices, meter, microphone, open, onOpen }: PartProps) {
  const { t } = useLingui()
  const { muted, track, ...control } = microphone
  return (
    <DeviceControl
      {...control}
      icon={muted ? MicOff : Mic}
      on={!muted}
      name={muted ? t`Unmute` : t`Mute`}
      word={muted ? t({ message: 'Unmute', context: 'short' }) : t({ message: 'Mute', context: 'short' })}
      shortcut="M"
      level={muted ? null : <LevelLine track={track} meter={meter} />}
      menu={{
        buttonName: t`Choose microphone`,
        name: t`Microphone and speaker`,
        open: open === 'microphone',
        onOpen: on => onOpen(on ? 'microphone' : null),
        content: <DeviceMenu devices={devices} kinds={['microphone', 'speaker']} level={{ track, meter }} />,
      }}
    />
  )
}

function CameraPart({ devices, camera, open, onOpen }: PartProps) {
  const { t } = useLingui()
  const { on, ...control } = camera
  return (
    <DeviceControl
      {...control}
      icon={on ? Video : VideoOff}
      on={on}
      name={on ? t`Turn camera off` : t`Turn camera on`}
      word={t`Camera`}
      shortcut="V"
      menu={{
        buttonName: t`Choose camera`,
        name: t`Camera`,
        open: open === 'camera',
        onOpen: on => onOpen(on ? 'camera' : null),
        content: <DeviceMenu devices={devices} kinds={['camera']} />,
      }}
    />
  )
}

function SharePart({ share }: { readonly share: ControlBarProps['share'] }) {
  const { t } = useLingui()
  const { sharing, ...control } = share
  return (
    <ControlButton
      {...control}
      extra
      icon={sharing ? ScreenShareOff : ScreenShare}
      name={sharing ? t`Stop sharing` : t`Share screen`}
      word={sharing ? t({ message: 'Sharing', context: 'short' }) : t({ message: 'Share', context: 'short' })}
      shortcut="D"
      look={sharing ? 'up' : undefined}
    />
  )
}

function PersonPart({ person }: { readonly person: Control }) {
  const { t } = useLingui()
  const word = t({ message: 'Person', context: 'short' })
  return <ControlButton {...person} extra icon={UserPlus} name={t`Add person`} word={word} />
}

/** A phone has no ▾: the speaker gets a button of its own. */
function SpeakerPart({ devices, open, onOpen }: PartProps) {
  const { t } = useLingui()
  const anchor = useRef<HTMLButtonElement>(null)
  return (
    <>
      <ControlButton
        icon={Volume2}
        name={t({ message: 'Speaker', context: 'control' })}
        word={t({ message: 'Speaker', context: 'short' })}
        onPress={() => onOpen(open === 'speaker' ? null : 'speaker')}
        popup="dialog"
        expanded={open === 'speaker'}
        anchor={anchor}
      />
      {open === 'speaker' && (
        <Popover
          name={t`Speaker`}
          role="dialog"
          className="devices"
          anchor={anchor}
          onClose={() => onOpen(null)}
        >
          <DeviceMenu devices={devices} kinds={['speaker']} />
        </Popover>
      )}
    </>
  )
}

function usePhoneItems({ share, person }: ControlBarProps): readonly MoreItem[] {
  const { t } = useLingui()
  const { sharing, ...control } = share
  return [
    {
      ...control,
      key: 'share',
      icon: sharing ? ScreenShareOff : ScreenShare,
      name: sharing ? t`Stop sharing` : t`Share screen`,
    },
    ...(person ? [{ ...person, key: 'person', icon: UserPlus, name: t`Add person` }] : []),
  ]
}

function LeaveButton({ leave }: { readonly leave: ControlBarProps['leave'] }): ReactNode {
  const { t } = useLingui()
  const name = leave.kind === 'hang-up' ? t`Hang up` : t`Leave`
  return (
    <button type="button" className="hangup end" aria-label={name} onClick={leave.onPress}>
      {leave.kind === 'hang-up' ? <PhoneOff className="i" /> : <LogOut className="i" />}
      <span>{name}</span>
    </button>
  )
}

/**
 * The controls of every call, always in this order: microphone, camera, share, raise hand, reactions, chat, people,
 * layout, more; apart and last, the way out. A phone has four of them and the way out, the rest is under "More".
 */
export function ControlBar(props: ControlBarProps) {
  const { t } = useLingui()
  const [open, onOpen] = useState<Open>(null)
  const ref = useRef<HTMLDivElement>(null)
  const onKeyDown = useRovingFocus(ref)
  const phone = useIsPhone()
  const phoneItems = usePhoneItems(props)
  const part = { ...props, open, onOpen }
  return (
    <div className="bar">
      <span />
      <div ref={ref} className="ctls pops" role="toolbar" aria-label={t`Call controls`} onKeyDown={onKeyDown}>
        <MicrophonePart {...part} />
        <CameraPart {...part} />
        <SharePart share={props.share} />
        {props.person && <PersonPart person={props.person} />}
        {phone && <SpeakerPart {...part} />}
        <MoreMenu
          items={phone ? [...phoneItems, ...props.more] : props.more}
          open={open === 'more'}
          onOpen={on => onOpen(on ? 'more' : null)}
        />
      </div>
      <LeaveButton leave={props.leave} />
      <span className="sr" role="status">
        {props.microphone.muted ? t`Microphone off` : t`Microphone on`}
      </span>
    </div>
  )
}
