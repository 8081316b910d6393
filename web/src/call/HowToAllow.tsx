import { Trans, useLingui } from '@lingui/react/macro'
import { SlidersHorizontal, Star } from 'lucide-react'
import { type BrowserKind, readBrowser } from './readBrowser.ts'

/** [CALL-1] Where the permission lives in this browser. */
export function HowToAllow({ source }: { readonly source: 'microphone' | 'camera' }) {
  const { t } = useLingui()
  const device = source === 'camera' ? t`Camera` : t`Microphone`
  const browser = readBrowser(navigator.userAgent, navigator.maxTouchPoints > 1)
  return (
    <div className="how">
      <h3>
        <Heading browser={browser} />
      </h3>
      {(browser === 'chrome' || browser === 'edge' || browser === 'android-chrome') && (
        <div className="addr" aria-hidden="true">
          <span className="here">
            <SlidersHorizontal className="i s" />
          </span>
          <span className="cut grow">{location.host}</span>
          <Star className="i s" />
        </div>
      )}
      <ol className="points">
        <li>
          <span className="num">1.</span>
          <span>
            <Where browser={browser} />
          </span>
        </li>
        <li>
          <span className="num">2.</span>
          <span>
            <What browser={browser} device={device} />
          </span>
        </li>
        <li>
          <span className="num">3.</span>
          <span>
            <Trans>Come back and press “Try again”.</Trans>
          </span>
        </li>
      </ol>
    </div>
  )
}

function Heading({ browser }: { readonly browser: BrowserKind }) {
  switch (browser) {
    case 'chrome':
    case 'android-chrome':
      return <Trans>How to allow it in Chrome</Trans>
    case 'edge':
      return <Trans>How to allow it in Edge</Trans>
    case 'firefox':
    case 'android-firefox':
      return <Trans>How to allow it in Firefox</Trans>
    case 'safari':
      return <Trans>How to allow it in Safari</Trans>
    case 'iphone':
      return <Trans>How to allow it on iPhone and iPad</Trans>
    case 'other':
      return <Trans>How to allow it</Trans>
  }
}

function Where({ browser }: { readonly browser: BrowserKind }) {
  switch (browser) {
    case 'chrome':
    case 'edge':
    case 'android-chrome':
      return <Trans>Press this sign to the left of the address.</Trans>
    case 'firefox':
      return <Trans>Press the crossed-out sign to the left of the address.</Trans>
    case 'android-firefox':
      return <Trans>Press the sign to the left of the address.</Trans>
    case 'safari':
      return <Trans>Open the menu “Safari” and choose “Settings for this website”.</Trans>
    case 'iphone':
      return <Trans>Press the sign in the address bar and choose “Website settings”.</Trans>
    case 'other':
      return <Trans>Open what your browser shows about this page, beside its address.</Trans>
  }
}

function What({ browser, device }: { readonly browser: BrowserKind; readonly device: string }) {
  switch (browser) {
    case 'chrome':
    case 'edge':
      return (
        <Trans>
          Switch on <b>{device}</b>. If it isn’t listed: <b>Site settings</b>, {device}, <b>Allow</b>.
        </Trans>
      )
    case 'android-chrome':
      return (
        <Trans>
          Choose <b>Permissions</b> and switch on <b>{device}</b>.
        </Trans>
      )
    case 'firefox':
      return (
        <Trans>
          Press the × behind “Blocked” at <b>{device}</b>, so that Firefox asks again.
        </Trans>
      )
    case 'iphone':
      return (
        <Trans>
          Choose <b>Allow</b> for <b>{device}</b>. In other browsers than Safari: Settings, Apps, the browser,{' '}
          {device}.
        </Trans>
      )
    case 'android-firefox':
    case 'safari':
    case 'other':
      return (
        <Trans>
          Choose <b>Allow</b> for <b>{device}</b>.
        </Trans>
      )
  }
}
