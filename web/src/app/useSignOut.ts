import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toasts.ts'
import { signOut } from './session.ts'

/** Signs out, or says that it did not work. */
export function useSignOut(): () => void {
  const { t } = useLingui()
  return async () => {
    if (!(await signOut())) showToast(t`You are still signed in: our server does not answer. Try again.`)
  }
}
