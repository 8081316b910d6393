import { type ReactNode, useId } from 'react'

export interface SettingProps {
  readonly title: ReactNode
  /** The consequence, in plain words. */
  readonly hint?: ReactNode
  /** Before the words, such as a sign or a face. */
  readonly lead?: ReactNode
  readonly children?: ReactNode
}

/** One line of a page of settings: what it is, what follows from it, and its control. */
export function Setting({ title, hint, lead, children }: SettingProps) {
  return (
    <div className="set">
      {lead}
      <div>
        <b>{title}</b>
        {hint !== undefined && <p>{hint}</p>}
      </div>
      {children}
    </div>
  )
}

export interface SwitchSettingProps {
  readonly title: string
  readonly hint: ReactNode
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly disabled?: boolean | undefined
}

/** A setting that is on or off. */
export function SwitchSetting({ title, hint, on, onChange, disabled }: SwitchSettingProps) {
  const id = useId()
  return (
    <Setting title={title} hint={<span id={id}>{hint}</span>}>
      <button
        type="button"
        className="sw"
        role="switch"
        aria-checked={on}
        aria-label={title}
        aria-describedby={id}
        disabled={disabled}
        onClick={() => onChange(!on)}
      />
    </Setting>
  )
}
