import { expect, test } from 'vitest'
import { composeMail } from './compose-mail.tsx'

test('text and HTML say the same, and HTML escapes what people wrote', () => {
  const mail = composeMail({
    to: 'a@littleland.example',
    subject: 'Sign <in>',
    language: 'en',
    parts: ['From “A & <b>B</b>”.', { label: 'Sign in', href: 'https://samband.test/en/sign-in/link?token=x&to=/sv' }],
  })
  expect(mail.text).toBe('From “A & <b>B</b>”.\n\nSign in:\nhttps://samband.test/en/sign-in/link?token=x&to=/sv\n')
  expect(mail.html).toContain('<html lang="en">')
  expect(mail.html).toContain('<title>Sign &lt;in&gt;</title>')
  expect(mail.html).toContain('<p>From “A &amp; &lt;b&gt;B&lt;/b&gt;”.</p>')
  expect(mail.html).toContain('<a href="https://samband.test/en/sign-in/link?token=x&amp;to=/sv">Sign in</a>')
})
