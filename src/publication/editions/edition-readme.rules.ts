// What does whoever finds the folder need to know? In both languages, in plain text.
import { citeEditionApa, editionTitle, type Edition } from './edition.rules.ts'

export function writeReadMe(edition: Edition): string {
  const { id, revision, recordedAt, datasets, program } = edition
  const day = recordedAt.slice(0, 10)
  const licences = (language: 'sv' | 'en') =>
    datasets.map((one) => `- ${language === 'sv' ? one.title_sv : one.title_en}, ${one.version}: ${one.licence}`)
  return `# ${editionTitle.en}

Edition ${id}, revision ${revision}, ${day}. Made by ${program}. Svensk text nedan.

- \`index.html\`: the whole public site, in Swedish and English. Open it from here; no network is needed.
- \`package/\`: the register as a Frictionless data package (version 2). A fact stands where \`recorded_to\` is empty.
- \`documents/\`, where there are any: files that sources can be read in; \`package/documents.csv\` says what each is. They belong to who has written them.
- \`samband.sqlite\`: the same tables as one SQLite file.
- \`codebook.json\`, \`claims.json\`: the codebook, and what sources claim beside what the register counts.
- \`site/sv/report/\`, \`site/en/report/\`: the report as HTML, PDF/A and Word.
- \`CITATION.cff\`, \`datacite.json\`: how to cite; \`licences/\`: terms of the program and of the fonts.

Check it: \`sha256sum --check manifest-sha256.txt\` in the folder above this one, or \`npm run samband -- edition verify FOLDER\`,
or the page “Check this edition” in the foot of every page. Rebuild the register
in a new folder: \`npm run samband -- edition restore FOLDER --into NEW\`, then \`SAMBAND_DATA=NEW npm start\`.

Cite as: ${citeEditionApa(edition, 'en')}

Licences of the data:

${licences('en').join('\n')}

# ${editionTitle.sv}

Utgåva ${id}, revision ${revision}, ${day}. Gjord av ${program}.

- \`index.html\`: hela den offentliga webbplatsen på svenska och engelska. Öppna den härifrån; inget nät behövs.
- \`package/\`: registret som datapaket enligt Frictionless (version 2). En uppgift gäller där \`recorded_to\` är tomt.
- \`documents/\`, om det finns några: filer som källor kan läsas i; \`package/documents.csv\` säger vad var och en är. De tillhör den som har skrivit dem.
- \`samband.sqlite\`: samma tabeller som en SQLite-fil.
- \`codebook.json\`, \`claims.json\`: kodboken, och källors påståenden bredvid vad registret räknar.
- \`site/sv/report/\`, \`site/en/report/\`: rapporten som HTML, PDF/A och Word.
- \`CITATION.cff\`, \`datacite.json\`: hur den citeras; \`licences/\`: villkor för programmet och typsnitten.

Kontrollera: \`sha256sum --check manifest-sha256.txt\` i mappen ovanför, eller \`npm run samband -- edition verify MAPP\`, eller
sidan ”Kontrollera utgåvan” längst ner på varje sida. Bygg upp registret igen i en
ny mapp: \`npm run samband -- edition restore MAPP --into NY\`, därefter \`SAMBAND_DATA=NY npm start\`.

Citera så: ${citeEditionApa(edition, 'sv')}

Uppgifternas licenser:

${licences('sv').join('\n')}
`
}
