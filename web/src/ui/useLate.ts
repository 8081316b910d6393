import { useEffect, useState } from 'react'

/** Milliseconds that something may take before the page admits to waiting. */
const PATIENCE = 300

/** True once `waiting` has lasted long enough to say so; what comes sooner must not flicker. */
export function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setLate(true), PATIENCE)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [waiting])
  return waiting && late
}
