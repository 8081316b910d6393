import { useLingui } from '@lingui/react/macro'
import { Keyboard, Maximize, Minimize, PhoneOff } from 'lucide-react'
import type { Devices, MeterLevel } from '../media/ports.ts'
import { ControlBar } from '../stage/ControlBar.tsx'
import type { Control } from '../stage/ControlButton.tsx'
import type { MoreItem } from '../stage/MoreMenu.tsx'
import type { useFullScreen } from '../stage/useFullScreen.ts'
import type { ConferenceController } from './ConferenceController.ts'
import { isCameraOn, type OwnMedia } from './ConferenceView.ts'

export interface ConferenceBarProps {
  readonly controller: ConferenceController
  readonly own: OwnMedia
  readonly devices: Devices
  readonly meter: MeterLevel
  readonly share: Control
  readonly host: boolean
  readonly fullScreen: ReturnType<typeof useFullScreen>
  readonly onKeys: () => void
  readonly onEndForAll: () => void
}

function useMore({ host, fullScreen, onKeys, onEndForAll }: ConferenceBarProps): readonly MoreItem[] {
  const { t } = useLingui()
  const items: MoreItem[] = []
  if (fullScreen !== null) {
    items.push({
      key: 'full',
      icon: fullScreen.on ? Minimize : Maximize,
      name: fullScreen.on ? t`Leave full screen` : t`Full screen`,
      shortcut: 'F',
      onPress: fullScreen.onPress,
    })
  }
  items.push(
    { key: 'keys', icon: Keyboard, name: t`Keys`, shortcut: '?', onPress: onKeys },
    {
      key: 'end',
      icon: PhoneOff,
      name: t`End for all`,
      danger: true,
      onPress: host ? onEndForAll : null,
      reason: host ? undefined : t`Only the host can end it for all`,
    },
  )
  return items
}

/** The bar of a conference. Leaving is one press; ending it for all is in the menu and asks. */
export function ConferenceBar(props: ConferenceBarProps) {
  const { controller, own, devices, meter, share } = props
  return (
    <ControlBar
      devices={devices}
      meter={meter}
      microphone={{ onPress: () => void controller.setMuted(!own.muted), muted: own.muted, track: own.voice }}
      camera={{ onPress: () => void controller.setCamera(!isCameraOn(own)), on: isCameraOn(own) }}
      share={{ ...share, sharing: own.screen !== null }}
      more={useMore(props)}
      leave={{ kind: 'leave', onPress: () => controller.leave() }}
    />
  )
}
