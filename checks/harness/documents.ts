// Files as people have them: made here, so that nothing foreign lies among the fixtures.
import { createCanvas } from '@napi-rs/canvas'
import { Document, Packer, Paragraph } from 'docx'
import type { Answer, Visitor } from './visitor.ts'

/** A PDF with one page for each text, a line of it for each line; `about` are its properties, as `Author`. */
export function makePdf(pages: readonly string[] = minutes, about: Readonly<Record<string, string>> = {}): Uint8Array {
  const pageNo = (index: number) => 4 + 2 * index
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageNo(index)} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((text, index) => {
      const lines = text.split('\n').map((line) => `(${line.replaceAll(/[\\()]/g, '\\$&')}) Tj T*`)
      const content = `BT /F1 11 Tf 72 760 Td 16 TL ${lines.join(' ')} ET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageNo(index) + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
    `<< ${Object.entries(about).map(([name, value]) => `/${name} (${value})`).join(' ')} >>`, // prettier-ignore
  ]
  let pdf = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = pdf.length
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\n`
  return Uint8Array.from(Buffer.from(`${pdf}${table}startxref\n${pdf.length}\n%%EOF\n`, 'latin1'))
}

export const minutes = [
  'Minutes of the municipal council of Småby, 14 September 2020.\nPresent: Ada Lind and Bo Strand.',
  'Paragraph 158. The council decides not to renew the agreement with Beihu.\nThe opposition points to human rights.',
] as const

export async function makeWord(...paragraphs: string[]): Promise<Uint8Array> {
  const document = new Document({
    creator: 'Vera Vik & Co',
    sections: [{ children: paragraphs.map((text) => new Paragraph(text)) }],
  })
  return Uint8Array.from(await Packer.toBuffer(document))
}

/** A Word file that says of one of its parts that it is a gigabyte once unpacked. */
export async function makeZipBomb(): Promise<Uint8Array> {
  const packed = Buffer.from(await makeWord('Small.'))
  const entry = packed.lastIndexOf(Buffer.from('word/document.xml')) - 46
  packed.writeUInt32LE(1_000_000_000, entry + 24)
  return Uint8Array.from(packed)
}

export const mail = new TextEncoder().encode(
  [
    'From: Clerk of Smaby <clerk@smaby.example>',
    'To: Register <register@littleland.example>',
    'Date: Mon, 14 Sep 2020 10:00:00 +0200',
    'Subject: =?utf-8?Q?Avtalet_med_v=C3=A4norten?=',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>The agreement <b>lapsed</b> quietly.</p><script>alert(1)</script>',
  ].join('\r\n'),
)

export const html = new TextEncoder().encode(
  '<!doctype html><html><head><title>News</title><script>alert(1)</script></head><body onload="alert(2)">' +
    '<h1>A friend in Zarechye</h1><p>The mayor of Övre Åsön travelled east.</p></body></html>',
)

export function makePicture(width = 40, height = 30): Uint8Array {
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#336699'
  pen.fillRect(0, 0, width, height)
  return Uint8Array.from(canvas.toBuffer('image/png'))
}

/** Sends a file by the form at the address, as a browser does. */
export function handIn(who: Visitor, address: string, file: Uint8Array, name: string, said = ''): Promise<Answer> {
  const form = new FormData()
  form.set('file', new File([Uint8Array.from(file)], name, { type: 'application/x-believe-me' }))
  form.set('said', said)
  return who.postForm(address, form)
}
