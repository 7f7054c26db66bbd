import { expect, test } from 'vitest'
import { encode } from 'uqr'
import { QrCode } from './qr-code.tsx'

test('the drawing has exactly the dark modules of the code', () => {
  const text = 'otpauth://totp/Samband:ada%40littleland.example?secret=JBSWY3DPEHPK3PXP&issuer=Samband'
  const svg = String(<QrCode text={text} label="Code" />)
  const { data, size } = encode(text, { border: 4 })
  const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x = '', y = '', width = ''] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let at = Number(x); at < Number(x) + Number(width); at += 1) drawn[Number(y)]?.splice(at, 1, true)
  }
  expect(drawn).toEqual(data)
  expect(svg).toContain(`viewBox="0 0 ${size} ${size}"`)
  expect(svg).toContain('role="img" aria-label="Code"')
})
