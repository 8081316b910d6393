import { useEffect, useState } from 'react'

/** Whole seconds until `until` (milliseconds of `performance.now()`), counting down. */
export function useSecondsLeft(until: number): number {
  const left = () => Math.max(0, Math.ceil((until - performance.now()) / 1_000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const look = () => setSeconds(Math.max(0, Math.ceil((until - performance.now()) / 1_000)))
    look()
    const ticking = setInterval(look, 250)
    return () => clearInterval(ticking)
  }, [until])
  return seconds
}
