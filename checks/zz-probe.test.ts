import { test } from 'vitest'
import { openTestApp } from './harness/app.ts'
import { crawlSite } from './harness/crawl.ts'
test('probe', async () => {
  const t0 = performance.now()
  const app = await openTestApp()
  console.log('open', performance.now() - t0)
  const { visits, fragments } = await crawlSite(app)
  console.log('crawled', visits.size, fragments.length, performance.now() - t0)
  const groups = new Map<string, number>()
  let bytes = 0
  for (const v of visits.values()) { const k = v.path.replace(/\?.*/, '?').split('/').slice(0, 4).join('/') ; groups.set(k, (groups.get(k) ?? 0) + 1); bytes += v.body.length; if (v.status !== 200) console.log(v.status, v.path, v.from) }
  console.log(bytes, [...groups].filter(([, n]) => n > 3).map(([k, n]) => `${k}: ${n}`).join('\n'))
  await app.close()
}, 300000)
