// Takes the pictures of docs/pictures from a running instance. Run by hand after the look has changed; see CONTRIBUTING.md.
import { mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium } from './machine.ts'

const address = process.argv[2] ?? 'http://localhost:3000'

/** The height is where the picture is cut, in pixels from the top of the page. */
const pictures = [{ file: 'home-en.png', path: '/en', height: 1384 }] as const
const width = 1280

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
mkdirSync(folder, { recursive: true })
// Without a sandbox it also runs as root, as in a container; it visits nothing but the address given.
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-sync'],
})
try {
  for (const { file, path, height } of pictures) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(new URL(path, address).href, { waitUntil: 'load' })
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: `${folder}${file}` })
    console.log(`docs/pictures/${file} ${Math.round(statSync(`${folder}${file}`).size / 1024)} KB`)
  }
} finally {
  await browser.close()
}
