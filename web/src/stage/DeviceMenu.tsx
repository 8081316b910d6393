import { Trans, useLingui } from '@lingui/react/macro'
import { Check, Mic, Volume2 } from 'lucide-react'
import { Fragment, type ReactNode, useId, useRef } from 'react'
import type { DeviceKind, Devices } from '../media/ports.ts'
import { useRovingFocus } from '../ui/useRovingFocus.ts'
import { LevelMeter, type LevelProps } from './LevelMeter.tsx'
import { playTestTone } from './playTestTone.ts'
import { useDevices } from './useDevices.ts'

function useDeviceWords(kind: DeviceKind): { title: string; numbered: (n: number) => string } {
  const { t } = useLingui()
  switch (kind) {
    case 'microphone':
      return { title: t`Microphone`, numbered: n => t`Microphone ${n}` }
    case 'camera':
      return { title: t`Camera`, numbered: n => t`Camera ${n}` }
    case 'speaker':
      return { title: t`Speaker`, numbered: n => t`Speaker ${n}` }
  }
}

/** Names for a list of devices; numbers stand in until the browser tells names. */
export function useDeviceNames(
  devices: Devices,
  kind: DeviceKind,
): { title: string; names: Map<string, string> } {
  const { list } = useDevices(devices)
  const { title, numbered } = useDeviceWords(kind)
  return {
    title,
    names: new Map(
      list[kind].map(({ id, label }, index) => [id, label === '' ? numbered(index + 1) : label]),
    ),
  }
}

function Choice({ name, chosen, onChoose }: { name: ReactNode; chosen: boolean; onChoose: () => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the reference draws these radios as rows of a menu
    <button type="button" role="radio" aria-checked={chosen} data-stop="" onClick={onChoose}>
      {chosen ? <Check className="i s" /> : <span className="tick" />}
      <span className="cut grow">{name}</span>
    </button>
  )
}

function Choices({ devices, kind }: { devices: Devices; kind: DeviceKind }) {
  const heading = useId()
  const ref = useRef<HTMLDivElement>(null)
  const onKeyDown = useRovingFocus(ref)
  const { choice } = useDevices(devices)
  const { title, names } = useDeviceNames(devices, kind)
  return (
    <>
      <p id={heading}>{title}</p>
      <div ref={ref} role="radiogroup" aria-labelledby={heading} onKeyDown={onKeyDown}>
        <Choice
          name={<Trans>System default</Trans>}
          chosen={choice[kind] === null}
          onChoose={() => devices.choose(kind, null)}
        />
        {[...names].map(([id, name]) => (
          <Choice
            key={id}
            name={name}
            chosen={choice[kind] === id}
            onChoose={() => devices.choose(kind, id)}
          />
        ))}
      </div>
    </>
  )
}

export interface DeviceMenuProps {
  readonly devices: Devices
  /** What it lists: microphone and speaker together, the camera, or the speaker alone (on phones). */
  readonly kinds: readonly DeviceKind[]
  /** Shown under the microphones. */
  readonly level?: LevelProps | undefined
}

/** The inside of the popovers behind ▾: radios per kind, level meter, test tone. */
export function DeviceMenu({ devices, kinds, level }: DeviceMenuProps) {
  return kinds.map((kind, index) => (
    <Fragment key={kind}>
      {index > 0 && <hr />}
      <Choices devices={devices} kind={kind} />
      {kind === 'microphone' && level !== undefined && (
        <div className="try">
          <Mic className="i s" />
          <LevelMeter {...level} />
        </div>
      )}
      {kind === 'speaker' && (
        <div className="try">
          <span className="grow quiet f1">
            <Trans>Only you hear the test tone.</Trans>
          </span>
          <button
            type="button"
            className="btn small"
            onClick={() => void playTestTone(devices.choice.speaker)}
          >
            <Volume2 className="i s" />
            <Trans>Test tone</Trans>
          </button>
        </div>
      )}
    </Fragment>
  ))
}
