import { useEffect, useState } from 'react'

/** What stands behind the `#` of the address, if it looks like that. */
function read(pattern: RegExp): string | null {
  const text = location.hash.slice(1)
  return pattern.test(text) ? text : null
}

/**
 * What a scanned link carries behind its `#`, which no server ever sees. It is taken out of the address bar and the
 * browser's history at once. Null where there is none; other fragments are left alone. `pattern` is the same at every call.
 */
export function useFragment(pattern: RegExp): string | null {
  const [fragment, setFragment] = useState(() => read(pattern))
  useEffect(() => {
    const take = () => {
      const taken = read(pattern)
      if (taken === null) return
      setFragment(taken)
      history.replaceState(history.state, '', location.pathname + location.search)
    }
    take()
    // Another code is scanned while the page is open: only the fragment changes.
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [pattern])
  return fragment
}
