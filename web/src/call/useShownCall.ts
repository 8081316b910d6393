import { useStore } from 'zustand'
import type { CallController } from './CallController.ts'
import type { Telephone } from './Telephone.ts'

/** The direct call that the person sees: another one after they have changed over to it. */
export function useShownCall(telephone: Telephone): CallController {
  return useStore(telephone.store, view => view.shown)
}
