import { useEffect, useState } from 'react'

/** `m:ss`, from an hour on `h:mm:ss`. */
export function clockText(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000))
  const pad = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

/** How long something has been running. `since` is milliseconds of `performance.now()`, which nobody can set back. */
export function Clock({ since }: { readonly since: number }) {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return <time className="num">{clockText(now - since)}</time>
}
