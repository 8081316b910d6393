/** Longer ago than this, a person who was typing has stopped. */
const JUST_NOW = 2_000

const TEXT_FIELD =
  'input:not([type="button"], [type="checkbox"], [type="radio"], [type="range"]), textarea, [contenteditable="true"]'

let lastTyped = Number.NEGATIVE_INFINITY

/** Notes, from now on, when a text field had the focus last (CALL-4). */
export function watchTyping(): () => void {
  const note = () => {
    if (document.activeElement?.matches(TEXT_FIELD)) lastTyped = performance.now()
  }
  const events = ['keydown', 'input', 'focusout'] as const
  for (const event of events) addEventListener(event, note, { capture: true })
  return () => {
    for (const event of events) removeEventListener(event, note, { capture: true })
  }
}

/** [CALL-4] Whether a text field has the focus or had it within the last two seconds: nobody answers by typing. */
export function wasTyping(): boolean {
  return document.activeElement?.matches(TEXT_FIELD) === true || performance.now() - lastTyped < JUST_NOW
}
