/** A name without case, accents and ligatures: what names are sorted and searched by. Ärzte stand beside Arzt. */
export function nameKey(name: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      // Lower case may bring marks of its own: İ.
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .replaceAll('ß', 'ss')
      .replaceAll('æ', 'ae')
      .replaceAll('œ', 'oe')
      .replaceAll('ø', 'o')
      .replaceAll('ł', 'l')
      .replaceAll('ı', 'i')
  )
}
