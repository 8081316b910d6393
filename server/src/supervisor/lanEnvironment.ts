import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { ConfigError } from '../config.ts'
import { lanAddresses } from './nodeIp.ts'
import { selfSignedCertificate } from './selfSignedCertificate.ts'

const LIFETIME_DAYS = 397
const RENEW_BEFORE_MS = 30 * 24 * 60 * 60 * 1_000

/**
 * The environment of a server for this network: https on all addresses, with a certificate made on the spot and kept
 * in the data folder, so that browsers that were told to trust it go on doing so. What is set already stays.
 */
export function lanEnvironment(
  given: NodeJS.ProcessEnv,
  addresses: readonly string[] = lanAddresses(),
  now = Date.now(),
): NodeJS.ProcessEnv {
  if (given['TACET_DEMO'] === '1') {
    throw new ConfigError(
      'The demo works on this machine alone and --lan opens it to the network: choose one of --demo and --lan.',
    )
  }
  const address = given['TACET_NODE_IP'] || addresses[0]
  if (!address) {
    throw new ConfigError(
      'This machine is in no network: connect it, or start without --lan to use Tacet on this machine alone.',
    )
  }
  const host = hostname()
  const names = [...new Set([address, ...addresses, '127.0.0.1', host, `${host}.local`, 'localhost'])]
  const port = given['TACET_PORT'] || '8080'
  return {
    TACET_BIND: '0.0.0.0',
    TACET_ORIGIN: `https://${address}${port === '443' ? '' : `:${port}`}`,
    ...(given['TACET_TLS_CERT'] ? {} : keptCertificate(resolve(given['TACET_DATA'] || '.data'), names, now)),
    ...given,
    TACET_NODE_IP: address,
  }
}

/** The certificate in the data folder, made anew where it is missing, nearly over, or for other names. */
function keptCertificate(dataFolder: string, names: readonly string[], now: number) {
  const cert = join(dataFolder, 'lan-certificate.pem')
  const key = join(dataFolder, 'lan-key.pem')
  if (!(existsSync(cert) && existsSync(key) && serves(readFileSync(cert, 'utf8'), names, now))) {
    const made = selfSignedCertificate(names, now, LIFETIME_DAYS)
    try {
      mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
      writeFileSync(key, made.key, { mode: 0o600 })
      writeFileSync(cert, made.certificate)
    } catch {
      throw new ConfigError(
        `The data folder ${dataFolder} can't be written: make it writable or name another one in TACET_DATA.`,
      )
    }
  }
  return { TACET_TLS_CERT: cert, TACET_TLS_KEY: key }
}

function serves(pem: string, names: readonly string[], now: number): boolean {
  const certificate = new X509Certificate(pem)
  const served = new Set(certificate.subjectAltName?.split(', ').map(entry => entry.replace(/^.*?:/, '')))
  const covered = names.every(name => served.has(name))
  return covered && certificate.validToDate.getTime() - now > RENEW_BEFORE_MS
}
