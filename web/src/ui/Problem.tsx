import { CircleAlert } from 'lucide-react'
import { Banner } from './Banner.tsx'

/** What went wrong with the form it stands in, said at once. Nothing while `text` is null. */
export function Problem({ text }: { readonly text: string | null }) {
  if (text === null) return null
  return (
    <Banner icon={CircleAlert} tone="stop" box role="alert">
      {text}
    </Banner>
  )
}
