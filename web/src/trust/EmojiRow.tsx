import { useLingui } from '@lingui/react/macro'
import { emojiOf } from '@tacet/protocol/verified/emoji'
import type { Sas } from '@tacet/protocol/verified/sas'
import { useLocale } from '../i18n/useLocale.ts'

/** [SAS-4] Five emoji with their words, which people read out to each other. */
export function EmojiRow({ sas }: { readonly sas: Sas }) {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <ul className="emoji" aria-label={t`Five emoji`}>
      {emojiOf(sas).map((each, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same emoji may come twice, and places never move
        <li key={place}>
          <span aria-hidden="true">{each.emoji}</span>
          {each[locale]}
        </li>
      ))}
    </ul>
  )
}
