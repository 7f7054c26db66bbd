import { test } from 'vitest'
import { parseHTML } from 'linkedom'
import { openTestApp } from './harness/app.ts'
test('probe', async () => {
  const app = await openTestApp()
  for (const p of ['/sv/cooperations', '/sv/cooperations?status=ended', '/sv/cooperations?view=lifelines', '/sv', '/sv/actors/se-lulea', '/sv/actors', '/sv/cooperations/goteborg-shanghai-twinning']) {
    let t = performance.now(); const r = await app.request(p); const b = await r.text(); const a = performance.now() - t
    t = performance.now(); const { document } = parseHTML(b); const c = performance.now() - t
    t = performance.now(); const n = document.querySelectorAll('a[href], link[href], script[src], img[src]').length; const d = performance.now() - t
    t = performance.now(); const m = [...document.querySelectorAll('*')].length; const e = performance.now() - t
    t = performance.now(); const m2 = [...b.matchAll(/<(?:a|link)\s[^>]*?href="([^"]*)"/g)].length; const f = performance.now() - t
    console.log(p, b.length, { request: a, parse: c, query: d, all: e, regex: f, n, m, m2 })
  }
  await app.close()
}, 300000)
