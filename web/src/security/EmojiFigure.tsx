import { Trans, useLingui } from '@lingui/react/macro'
import { emojiOf } from '@tacet/protocol/verified/emoji'
import { useLocale } from '../i18n/useLocale.ts'

/** Fox, tree, pizza, bell, bicycle: told apart at a glance, and their words too. */
const SAMPLE = [1, 15, 26, 42, 44]

/** Five emoji as a call shows them. */
export function EmojiFigure() {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <figure className="figure">
      <ul className="emoji" aria-label={t`Five emoji`}>
        {emojiOf(SAMPLE).map(each => (
          <li key={each.emoji}>
            <span aria-hidden="true">{each.emoji}</span>
            {each[locale]}
          </li>
        ))}
      </ul>
      <figcaption>
        <Trans>
          An example. In a call, press the line at its top: behind it are the five that belong to this call.
          They are the same on both sides, and others in the next call.
        </Trans>
      </figcaption>
    </figure>
  )
}
