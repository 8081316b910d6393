import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { formatTag, type Locale } from './locale.ts'

const DAY = 24 * 60 * 60 * 1_000

/** Midnight, in the reader's time zone, of the day in which `moment` lies. */
export function dayOf(moment: number): number {
  const date = new Date(moment)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** Moments (milliseconds since 1970) in the reader's language, time zone and habits. */
export function useFormats() {
  const { t, i18n } = useLingui()
  const { locale } = i18n
  const words = useMemo(
    () => ({ today: (day: string) => t`Today, ${day}`, yesterday: (day: string) => t`Yesterday, ${day}` }),
    [t],
  )
  return useMemo(() => {
    const tag = formatTag(locale as Locale, navigator.languages)
    const format = (options: Intl.DateTimeFormatOptions) => {
      const formatter = new Intl.DateTimeFormat(tag, options)
      return (moment: number) => formatter.format(moment)
    }
    const time = format({ hour: 'numeric', minute: '2-digit' })
    const weekday = format({ weekday: 'short' })
    const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' })
    const longDayWithYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    const shortDate = format({ day: 'numeric', month: 'numeric', year: '2-digit' })
    const date = format({ day: 'numeric', month: 'long', year: 'numeric' })
    const dateAndTime = format({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
    return {
      time,
      date,
      dateAndTime,
      /** Over the messages of a day: "Today, Tuesday, October 13". */
      day(moment: number): string {
        const today = dayOf(Date.now())
        const thisYear = new Date(moment).getFullYear() === new Date().getFullYear()
        const name = thisYear ? longDay(moment) : longDayWithYear(moment)
        if (dayOf(moment) === today) return words.today(name)
        if (dayOf(moment + DAY) === today) return words.yesterday(name)
        return name
      },
      /** In a list: the time today, the weekday this week, else the date. */
      brief(moment: number): string {
        const age = dayOf(Date.now()) - dayOf(moment)
        if (age <= 0) return time(moment)
        return age < 6 * DAY ? weekday(moment) : shortDate(moment)
      },
    }
  }, [locale, words])
}
