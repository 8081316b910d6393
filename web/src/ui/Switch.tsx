export interface SwitchProps {
  readonly name: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  /** Why it can't be changed here; undefined: it can. */
  readonly reason?: string | undefined
}

export function Switch({ name, on, onChange, reason }: SwitchProps) {
  return (
    <button
      type="button"
      className="sw"
      role="switch"
      aria-checked={on}
      aria-label={name}
      title={reason}
      disabled={reason !== undefined}
      onClick={() => onChange(!on)}
    />
  )
}
