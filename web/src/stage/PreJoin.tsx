import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronDown, Mic, MicOff, Video, VideoOff, Volume2 } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { DeviceKind, Devices, MeterLevel } from '../media/ports.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { type Control, ControlButton } from './ControlButton.tsx'
import { useDeviceNames } from './DeviceMenu.tsx'
import { LevelMeter } from './LevelMeter.tsx'
import { Picture } from './Picture.tsx'
import type { Face } from './Tile.tsx'
import { useDevices } from './useDevices.ts'

export interface PreJoinProps {
  /** Whether the conference is to be started or runs already. */
  readonly mode: 'start' | 'join'
  readonly me: Face
  readonly devices: Devices
  readonly meter: MeterLevel
  readonly microphone: Control & { readonly muted: boolean; readonly track: MediaStreamTrack | null }
  readonly camera: Control & { readonly on: boolean; readonly track: MediaStreamTrack | null }
  /** Who is there already. */
  readonly people: readonly Face[]
  /** A `.banner.box`, where something is in the way: no permission, no device, the server's no. */
  readonly problem: ReactNode
  readonly busy: boolean
  readonly onJoin: () => void
}

const KIND_ICONS = { microphone: Mic, camera: Video, speaker: Volume2 }

function DevicePicker({ devices, kind }: { readonly devices: Devices; readonly kind: DeviceKind }) {
  const { t } = useLingui()
  const id = useId()
  const { choice } = useDevices(devices)
  const { title, names } = useDeviceNames(devices, kind)
  const Icon = KIND_ICONS[kind]
  return (
    <div className="field">
      <label htmlFor={id}>{title}</label>
      <span className="pick">
        <Icon className="i s pre" />
        <select
          className="in"
          id={id}
          value={choice[kind] ?? ''}
          onChange={event => devices.choose(kind, event.target.value === '' ? null : event.target.value)}
        >
          <option value="">{t`System default`}</option>
          {[...names].map(([device, name]) => (
            <option key={device} value={device}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown className="i s" />
      </span>
    </div>
  )
}

function Preview({ me, meter, microphone, camera }: PreJoinProps) {
  const { t } = useLingui()
  const { muted, track, ...micControl } = microphone
  const { on, track: video, ...cameraControl } = camera
  return (
    <div className="cam">
      <div className="tile">
        <Avatar id={me.id} name={me.name} />
        <Picture track={video} mirrored />
        <div className="plate" dir="auto">
          {me.name}
        </div>
        <div className="ctls" role="toolbar" aria-label={t`Preview`}>
          <ControlButton
            {...micControl}
            icon={muted ? MicOff : Mic}
            look={muted ? 'off' : undefined}
            name={muted ? t`Unmute` : t`Mute`}
            word={
              muted ? t({ message: 'Unmute', context: 'short' }) : t({ message: 'Mute', context: 'short' })
            }
            shortcut="M"
          />
          <ControlButton
            {...cameraControl}
            icon={on ? Video : VideoOff}
            look={on ? undefined : 'off'}
            name={on ? t`Turn camera off` : t`Turn camera on`}
            word={t`Camera`}
            shortcut="V"
          />
        </div>
      </div>
      <div className="line">
        <Mic className="i s" />
        <LevelMeter track={track} meter={meter} />
      </div>
    </div>
  )
}

/** As many faces as fit beside the words. */
const FACES = 4

function WhoIsThere({ people }: { readonly people: readonly Face[] }) {
  const { i18n } = useLingui()
  const shown = people.slice(0, FACES)
  const more = people.length - shown.length
  const names = new Intl.ListFormat(i18n.locale, { type: more > 0 ? 'unit' : 'conjunction' }).format(
    shown.map(person => person.name),
  )
  return (
    <div className="line top-line">
      <span className="line heap">
        {shown.map(person => (
          <span key={person.id}>
            <Avatar id={person.id} name={person.name} size={28} />
          </span>
        ))}
      </span>
      <p className="quiet grow">
        {more > 0 ? (
          <Plural
            value={more}
            one={`${names} and one more are there.`}
            other={`${names} and # more are there.`}
          />
        ) : (
          <Plural value={people.length} one={`${names} is there.`} other={`${names} are there.`} />
        )}{' '}
        <Trans>These names are kept in memory only.</Trans>
      </p>
    </div>
  )
}

/** Before one joins: how one looks and sounds, which devices, who is there, and what our server could do (CONF-1). */
export function PreJoin(props: PreJoinProps) {
  const { t } = useLingui()
  const { mode, devices, microphone, people, problem, busy, onJoin } = props
  return (
    <div className="prejoin">
      <Preview {...props} />
      <div className="opts">
        <div>
          <h1>{mode === 'start' ? <Trans>Start a conference</Trans> : <Trans>Join the conference</Trans>}</h1>
          <p className="quiet f3 lead">
            <Trans>
              Sound and picture go encrypted to our server, which distributes them to everybody. It could read
              them, unlike in a direct call.
            </Trans>
          </p>
        </div>
        {problem}
        <DevicePicker devices={devices} kind="microphone" />
        <DevicePicker devices={devices} kind="camera" />
        <DevicePicker devices={devices} kind="speaker" />
        <div className="line">
          <div className="grow">
            <b>
              <Trans>Join muted</Trans>
            </b>
          </div>
          <button
            type="button"
            className="sw"
            role="switch"
            aria-checked={microphone.muted}
            aria-label={t`Join muted`}
            disabled={microphone.onPress === null}
            onClick={microphone.onPress ?? undefined}
          />
        </div>
        {people.length > 0 && <WhoIsThere people={people} />}
        <button type="button" className="btn main big wide" aria-busy={busy} disabled={busy} onClick={onJoin}>
          {busy && <span className="spin" />}
          <Trans>Join</Trans>
        </button>
      </div>
    </div>
  )
}
