import { describe, expect, it } from 'vitest'
import { ConfigError, parseConfig } from './config.ts'

describe('the configuration', () => {
  it('without any variable serves this machine alone', () => {
    expect(parseConfig({})).toMatchObject({
      origin: 'http://localhost:8080',
      loopback: true,
      bind: '127.0.0.1',
      port: 8080,
      trustProxy: [],
      tls: null,
      databaseUrl: null,
      redisUrl: null,
      demo: false,
    })
  })

  it('takes a variable that is set to nothing as not set', () => {
    expect(parseConfig({ TACET_PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8080, databaseUrl: null })
  })

  it('knows a public server', () => {
    const env = {
      TACET_ORIGIN: 'https://tacet.example.org',
      TACET_BIND: '0.0.0.0',
      TACET_TRUST_PROXY: '10.0.0.0/8, ::1',
    }
    expect(parseConfig(env)).toMatchObject({ loopback: false, trustProxy: ['10.0.0.0/8', '::1'] })
    expect(parseConfig({ TACET_ORIGIN: 'https://tacet.example.org' }).loopback).toBe(false)
  })

  it('serves https by a certificate', () => {
    const env = {
      TACET_TLS_CERT: '/c.pem',
      TACET_TLS_KEY: '/k.pem',
      TACET_BIND: '0.0.0.0',
      TACET_PORT: '443',
    }
    expect(parseConfig(env)).toMatchObject({
      origin: 'https://localhost:443',
      tls: { cert: '/c.pem', key: '/k.pem' },
    })
  })

  it.each([
    [
      { TACET_PORT: '80 80' },
      'TACET_PORT must be a number from 0 to 65535, such as 8080. Correct it or leave it out.',
    ],
    [{ TACET_PORT: '70000' }, 'TACET_PORT must be a number'],
    [{ TACET_ORIGIN: 'tacet.example.org' }, 'TACET_ORIGIN must be one web address without a path'],
    [{ TACET_ORIGIN: 'https://a.example/, https://b.example' }, 'TACET_ORIGIN must be one web address'],
    [{ TACET_BIND: 'everywhere' }, 'TACET_BIND must be an IP address'],
    [{ TACET_TRUST_PROXY: 'yes' }, 'TACET_TRUST_PROXY must be a list of IP addresses'],
    [{ TACET_TLS_CERT: '/c.pem' }, 'TACET_TLS_KEY is missing'],
    [{ TACET_TLS_KEY: '/k.pem' }, 'TACET_TLS_CERT is missing'],
    [
      { TACET_TLS_CERT: 'c', TACET_TLS_KEY: 'k', TACET_ORIGIN: 'http://a.example' },
      'TACET_ORIGIN must begin with https',
    ],
    [
      { DATABASE_URL: 'mysql://secret@host/db' },
      'DATABASE_URL must be a URL that begins with postgres:// or postgresql://',
    ],
    [{ REDIS_URL: 'localhost' }, 'REDIS_URL must be a URL'],
    [{ TACET_DEMO: 'yes' }, 'TACET_DEMO must be 1 or 0'],
    [{ TACET_DEMO: '1', TACET_BIND: '0.0.0.0' }, 'TACET_DEMO works on this machine alone'],
  ])('says in one sentence what is wrong and what to do: %j', (env, sentence) => {
    const parse = () => parseConfig(env)
    expect(parse).toThrow(ConfigError)
    expect(parse).toThrow(sentence)
    try {
      parse()
    } catch (error) {
      expect(String(error)).not.toContain('\n')
      // A URL may hold a password.
      expect(String(error)).not.toContain('secret')
    }
  })
})
