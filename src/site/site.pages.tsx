// Every page of the site, in each language, and the addresses without language that lead to them.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { languages, negotiateLanguage } from '#platform/i18n/language.ts'
import { redirectToLanguage } from '#platform/http/language-redirect.ts'
import type { Accounts } from '#accounts/index.ts'
import type { Seals } from '#evidence/index.ts'
import { nextRevision, readSurroundings, type Proposals } from '#register/index.ts'
import { aboutPages } from './about/about.pages.tsx'
import { referencePages } from './about/reference.pages.tsx'
import { accountPages } from './accounts/account.pages.tsx'
import { identityProviderPages } from './accounts/identity-provider.pages.tsx'
import { joiningPages } from './accounts/joining.pages.tsx'
import { organisationPages } from './accounts/organisation.pages.tsx'
import { passkeyApi } from './accounts/passkey.api.ts'
import { outboxPages } from './accounts/outbox.pages.tsx'
import { secondFactorPages } from './accounts/second-factor.pages.tsx'
import { signInPages } from './accounts/sign-in.pages.tsx'
import { changePages } from './changes/change.pages.tsx'
import { feedPages } from './changes/feed.pages.tsx'
import { claimPages } from './claims/claim.pages.tsx'
import { cooperationFeedPages } from './cooperations/cooperation-feed.pages.tsx'
import { cooperationListPages } from './cooperations/cooperation-list.pages.tsx'
import { codebookDraftPages } from './coding/codebook-draft.pages.tsx'
import { codebookVersionPages } from './coding/codebook-version.pages.tsx'
import { codingListPages } from './coding/coding-list.pages.tsx'
import { codingRoundPages } from './coding/coding-round.pages.tsx'
import { codingUnitPages } from './coding/coding-unit.pages.tsx'
import { embedPages } from './embeds/embed.pages.tsx'
import type { SiteParts } from './frame/frame.views.tsx'
import { gridPages } from './grid/grid.pages.tsx'
import { homePages } from './home/home.pages.tsx'
import { candidatePages } from './imports/candidate.pages.tsx'
import { importListPages, type ImportPagesWork } from './imports/import-list.pages.tsx'
import { importRunPages } from './imports/import-run.pages.tsx'
import { placeRulingPages } from './imports/place-ruling.pages.tsx'
import { minutesPages } from './minutes/minutes.pages.tsx'
import { actorPages } from './profiles/actor.pages.tsx'
import { cooperationPages } from './profiles/cooperation.pages.tsx'
import { countryPages } from './profiles/country.pages.tsx'
import { shareCardPages } from './profiles/share-card.pages.tsx'
import { sourcePages } from './profiles/source.pages.tsx'
import { documentFilePages } from './documents/document-file.pages.tsx'
import { documentListPages } from './documents/document-list.pages.tsx'
import { documentPages } from './documents/document.pages.tsx'
import { linkRotPages } from './documents/link-rot.pages.tsx'
import { editionPages } from './editions/edition.pages.tsx'
import { otherViewPages } from './editions/other-view.pages.tsx'
import type { EditionDesk } from '#publication/index.ts'
import { handInPages, type DocumentWork } from './documents/hand-in.pages.tsx'
import { actorRecordPages } from './proposals/actor-record.pages.tsx'
import { dissentPages } from './proposals/dissent.pages.tsx'
import { dictionaryPages } from './data/dictionary.pages.tsx'
import { errorReportPages } from './proposals/error-report.pages.tsx'
import { factFormPages } from './proposals/fact-form.pages.tsx'
import { likenessApi } from './proposals/likeness.api.ts'
import { proposalListPages } from './proposals/proposal-list.pages.tsx'
import { proposalPages } from './proposals/proposal.pages.tsx'
import { readyDraftPages } from './proposals/ready-draft.pages.tsx'
import { rulingPages } from './proposals/ruling.pages.tsx'
import { reportPages } from './report/report.pages.tsx'
import { sealFormPages } from './seals/seal-form.pages.tsx'
import { sealPages } from './seals/seal.pages.tsx'
import { diagramPages } from './statistics/diagrams.pages.tsx'
import { explorerPages } from './statistics/explorer.pages.tsx'
import { survivalPages } from './statistics/survival.pages.tsx'

/** First segments of addresses that are permanent without a language: /cooperations/… leads to the reader's own. */
const permanent = [
  'cooperations',
  'actors',
  'countries',
  'sources',
  'report',
  'statistics',
  'codebook',
  'coding',
  'conflicts',
  'claims',
  'changes',
  'data',
  'about',
  'accessibility',
  'patterns',
  'first-administrator',
  'sign-in',
  'proposals',
  'error-report',
  'documents',
  'link-rot',
  'seals',
  'embed',
  'editions',
]

function sealsOf({ database, accounts, sealKeys }: Proposals): Seals {
  return { database, accounts, ring: sealKeys, readSurroundings, nextRevision }
}

export function sitePages(
  parts: SiteParts,
  accounts: Accounts,
  proposals: Proposals,
  documents: DocumentWork,
  imports: ImportPagesWork,
  desk: EditionDesk,
) {
  const pages = new Hono<AppEnv>()
    .route('/', homePages(parts))
    .route('/', cooperationListPages(parts))
    .route('/', cooperationFeedPages(parts))
    .route('/', cooperationPages(parts))
    .route('/', actorPages(parts))
    .route('/', shareCardPages(parts))
    .route('/', countryPages(parts))
    .route('/', sourcePages(parts))
    .route('/', reportPages(parts))
    .route('/', referencePages(parts))
    .route('/', changePages(parts))
    .route('/', feedPages(parts))
    .route('/', claimPages(parts))
    .route('/', diagramPages(parts))
    .route('/', survivalPages(parts))
    .route('/', explorerPages(parts))
    .route('/', embedPages(parts))
    .route('/', aboutPages(parts))
    .route('/', dictionaryPages(parts))
    .route('/', codebookVersionPages(parts))
    .route('/', codebookDraftPages(parts, proposals))
    .route('/', codingListPages(parts, proposals))
    .route('/', codingRoundPages(parts, proposals))
    .route('/', codingUnitPages(parts, proposals))
    .route('/', signInPages(parts, accounts))
    .route('/', joiningPages(parts, accounts))
    .route('/', accountPages(parts, accounts))
    .route('/', identityProviderPages(parts, accounts))
    .route('/', passkeyApi(accounts))
    .route('/', secondFactorPages(parts, accounts))
    .route('/', organisationPages(parts, accounts))
    .route('/', proposalListPages(parts, proposals))
    .route('/', proposalPages(parts, proposals))
    .route('/', errorReportPages(parts, proposals))
    .route('/', readyDraftPages(parts, proposals))
    .route('/', rulingPages(parts, proposals))
    .route('/', dissentPages(parts, proposals))
    .route('/', actorRecordPages(parts, proposals))
    .route('/', gridPages(parts, proposals))
    .route('/', minutesPages(parts))
    .route('/', importListPages(parts, imports))
    .route('/', importRunPages(parts, imports))
    .route('/', candidatePages(parts, imports))
    .route('/', placeRulingPages(parts, imports))
    .route('/', likenessApi(parts))
    .route('/', factFormPages(parts, proposals))
    .route('/', documentListPages(parts))
    .route('/', documentPages(parts, documents))
    .route('/', documentFilePages(parts, documents))
    .route('/', handInPages(parts, documents))
    .route('/', linkRotPages(parts))
    .route('/', editionPages(parts, desk))
    .route('/', otherViewPages(parts, desk))
    .route('/', sealFormPages(parts, sealsOf(proposals)))
    .route('/', sealPages(parts, sealsOf(proposals)))
  if (accounts.mailer.by === 'outbox') pages.route('/', outboxPages(parts, accounts))

  const app = new Hono<AppEnv>().get('/', redirectToLanguage)
  for (const language of languages) app.route(`/${language}`, pages)
  for (const segment of permanent) {
    for (const path of [`/${segment}`, `/${segment}/*`]) {
      app.get(path, (c) => {
        const { pathname, search } = new URL(c.req.url)
        c.header('vary', 'Accept-Language')
        c.header('cache-control', 'no-cache')
        return c.redirect(`/${negotiateLanguage(c.req.header('accept-language'))}${pathname}${search}`, 302)
      })
    }
  }
  return app
}
