// Somebody with a browser: keeps cookies, sends forms as a page of ours would, reads what comes back.
import { parseHTML } from 'linkedom'
import type { TestApp } from './app.ts'

export type Answer = {
  status: number
  headers: Headers
  location: string | undefined
  text: string
  document: Document
}

export type Visitor = {
  get: (path: string) => Promise<Answer>
  /** Sends a form; the answer to it, not followed. */
  post: (path: string, fields?: Readonly<Record<string, string>>) => Promise<Answer>
  /** Sends a form that may hold files. */
  postForm: (path: string, form: FormData) => Promise<Answer>
  cookies: Map<string, string>
}

export function openVisitor(app: Pick<TestApp, 'request'>, userAgent = 'Probe/1.0'): Visitor {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = new Headers({
      'user-agent': userAgent,
      accept: 'text/html',
      'accept-language': 'en',
      ...Object(init.headers),
    })
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await app.request(path, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location') ?? undefined,
      text,
      document: parseHTML(text).document,
    }
  }
  return {
    cookies,
    get: (path) => ask(path),
    post: (path, fields = {}) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      }),
    postForm: (path, form) => ask(path, { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } }),
  }
}

/** The fields of the form whose button leads to the address, as they stand. */
export function fieldsOf(answer: Answer, action: string): Record<string, string> {
  const form = [...answer.document.querySelectorAll('form')].find((one) => one.getAttribute('action') === action)
  if (!form) throw new Error(`The page has no form that leads to ${action}`)
  const fields = [...form.querySelectorAll('input, textarea')].map((field) => [
    field.getAttribute('name') ?? '',
    field.tagName === 'TEXTAREA' ? (field.textContent ?? '') : (field.getAttribute('value') ?? ''),
  ])
  const lists = [...form.querySelectorAll('select')].map((list) => [
    list.getAttribute('name') ?? '',
    list.querySelector('option[selected]')?.getAttribute('value') ?? '',
  ])
  return Object.fromEntries([...fields, ...lists])
}

export function headingOf({ document }: Answer): string {
  return document.querySelector('h1')?.textContent ?? ''
}
