import { Banner } from './Banner.tsx'

/** What went wrong with the form it stands in, said at once. Nothing while `text` is null. */
export function Problem({ text }: { readonly text: string | null }) {
  return text === null ? null : <Banner tone="stop">{text}</Banner>
}
