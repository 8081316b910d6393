const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const firstGrapheme = (text: string): string => {
  for (const { segment } of graphemes.segment(text)) return segment
  return ''
}

/** The Arabic article is written together with its noun, and nobody's initial. */
const withoutArticle = (word: string): string => (/^ال\p{L}{2}/u.test(word) ? word.slice(2) : word)

/** One or two letters that stand for a name in any script; an emoji only where a name has no letters. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter(word => /^\p{L}/u.test(word))
  const first = words[0]
  if (first === undefined) return firstGrapheme(name.trim()).toLocaleUpperCase()
  const last = words.length > 1 ? words.at(-1) : undefined
  const letters = last === undefined ? [first] : [first, last]
  return letters.map(word => firstGrapheme(withoutArticle(word)).toLocaleUpperCase()).join('')
}

/** Degrees 0…359 on the colour circle: the same id has the same colour on every screen. */
export function hueOf(id: string): number {
  let hash = 0
  for (let at = 0; at < id.length; at++) hash = (hash * 31 + id.charCodeAt(at)) >>> 0
  return hash % 360
}
