// The second step of signing in, and setting it up.
import { Hono, type Context } from 'hono'
import type { Child } from 'hono/jsx'
import {
  confirmSecondFactor, countWrongCode, giveSecondFactor, offerSecondFactor, removeSecondFactor, replaceBackupCodes, returnPath, typed,
  waitingSecondFactor, type Accounts,
} from '#accounts/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { QrCode } from '#ui/controls/qr-code.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import {
  accountPath, backupCodesPath, confirmationPath, secondFactorPath, secondFactorRemovalPath, signInCodePath,
  signInPath, signOutPath,
} from './account.paths.ts' // prettier-ignore
import { signedIn } from './account.rules.ts'
import { ActButton, CodeField, readFields, WriteForm } from './form.views.tsx'

export function secondFactorPages(parts: SiteParts, accounts: Accounts) {
  const show = (c: Context<AppEnv>, title: string, body: Child, status: 200 | 422 = 200) =>
    showPage(c, siteFor(c, parts), { title, description: title, isPrivate: true, body, status })

  const askForCode = (c: Context<AppEnv>, to: string | undefined, isWrong: boolean) => {
    const words = wordsFor(c)
    const body = <CodeForm words={words} to={to} isWrong={isWrong} />
    return show(c, words.t('accounts.code.title'), body, isWrong ? 422 : 200)
  }

  const showSetUp = async (c: Context<AppEnv>, isWrong: boolean) => {
    const words = wordsFor(c)
    const waiting = await waitingSecondFactor(accounts, signedIn(c))
    if (!waiting) return c.redirect(words.at(accountPath), 303)
    const body = <SetUp words={words} {...waiting} isWrong={isWrong} />
    return show(c, words.t('accounts.second.set-up'), body, isWrong ? 422 : 200)
  }

  const showBackupCodes = (c: Context<AppEnv>, codes: readonly string[]) => {
    const words = wordsFor(c)
    return show(c, words.t('accounts.second.codes-title'), <BackupCodes words={words} codes={codes} />)
  }

  /** A wrong code for something on the page of the account: said on a page of its own, with the form again. */
  const askAgain = (c: Context<AppEnv>, action: string, button: string) => {
    const words = wordsFor(c)
    const title = words.t('accounts.second.title')
    const body = (
      <>
        <PageHead title={title} above={<ToAccount words={words} />} />
        <WriteForm action={words.at(action)} button={button}>
          <CodeField t={words.t} isWrong />
        </WriteForm>
      </>
    )
    return show(c, title, body, 422)
  }

  return new Hono<AppEnv>()
    .get(signInCodePath, async (c) => {
      const to = returnPath(c.req.query('to'))
      const { at } = wordsFor(c)
      if (c.var.account) return c.redirect(to ?? at(accountPath), 303)
      return c.var.awaited ? askForCode(c, to, false) : c.redirect(at(signInPath), 303)
    })
    .post(signInCodePath, async (c) => {
      const { awaited } = c.var
      const { at } = wordsFor(c)
      if (!awaited) return c.redirect(at(signInPath), 303)
      const isGiven = await tryCode(accounts, c, awaited, (code) => giveSecondFactor(accounts, awaited, code))
      const to = returnPath((await readFields(c)).to)
      return isGiven ? c.redirect(to ?? at(accountPath), 303) : askForCode(c, to, true)
    })
    .get(secondFactorPath, (c) => showSetUp(c, false))
    .post(secondFactorPath, async (c) => {
      await offerSecondFactor(accounts, signedIn(c))
      return c.redirect(wordsFor(c).at(secondFactorPath), 303)
    })
    .post(confirmationPath, async (c) => {
      const account = signedIn(c)
      await accounts.limits.codes.spend(c, account.person)
      // Once it is confirmed only the other forms take codes: a second press must not make new backup codes.
      if (!(await waitingSecondFactor(accounts, account))) return c.redirect(wordsFor(c).at(accountPath), 303)
      const codes = await confirmSecondFactor(accounts, account, typed(await readFields(c), 'code'))
      return codes ? showBackupCodes(c, codes) : showSetUp(c, true)
    })
    .post(backupCodesPath, async (c) => {
      const account = signedIn(c)
      const codes = await tryCode(accounts, c, account, (code) => replaceBackupCodes(accounts, account, code))
      return codes ? showBackupCodes(c, codes) : askAgain(c, backupCodesPath, c.var.t('accounts.second.new-codes'))
    })
    .post(secondFactorRemovalPath, async (c) => {
      const account = signedIn(c)
      const isRemoved = await tryCode(accounts, c, account, (code) => removeSecondFactor(accounts, account, code))
      if (!isRemoved) return askAgain(c, secondFactorRemovalPath, c.var.t('accounts.second.turn-off'))
      return c.redirect(wordsFor(c).at(`${accountPath}#second-factor`), 303)
    })
}

/** Undefined for a wrong code, which counts. */
export async function tryCode<Result>(
  accounts: Accounts,
  c: Context<AppEnv>,
  { person }: { person: string },
  give: (code: string) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  await accounts.limits.wrongCodes.check(c, person)
  await accounts.limits.codes.spend(c, person)
  const given = await give(typed(await readFields(c), 'code'))
  if (given === undefined) await countWrongCode(accounts, person, c.var.language)
  return given
}

function ToAccount({ words }: { words: Words }) {
  const { t, at } = words
  return <Breadcrumbs t={t} crumbs={[{ label: t('accounts.account.title'), href: at(accountPath) }]} />
}

function CodeForm({ words, to, isWrong }: { words: Words; to?: string; isWrong: boolean }) {
  const { t, at } = words
  return (
    <>
      <PageHead title={t('accounts.code.title')} lead={t('accounts.code.lead')} />
      <WriteForm action={at(signInCodePath)} button={t('accounts.sign-in.button')}>
        {to && <input type="hidden" name="to" value={to} />}
        <CodeField t={t} isWrong={isWrong} hint={t('accounts.code.backup-hint')} />
      </WriteForm>
      <div class="aside">
        <p>{t('accounts.code.lost')}</p>
        <ActButton action={at(signOutPath)} button={t('accounts.code.cancel')} />
      </div>
    </>
  )
}

function SetUp({ words, uri, text, isWrong }: { words: Words; uri: string; text: string; isWrong: boolean }) {
  const { t, at } = words
  return (
    <>
      <PageHead
        title={t('accounts.second.set-up')}
        lead={t('accounts.second.set-up-lead')}
        above={<ToAccount words={words} />}
      />
      <div class="flow">
        <QrCode text={uri} label={t('accounts.second.qr')} />
        <p>
          {t('accounts.second.as-text')} <code class="secret-text">{text}</code>
        </p>
        <WriteForm action={at(confirmationPath)} button={t('accounts.second.confirm')}>
          <CodeField t={t} isWrong={isWrong} hint={t('accounts.second.code-hint')} />
        </WriteForm>
      </div>
    </>
  )
}

function BackupCodes({ words, codes }: { words: Words; codes: readonly string[] }) {
  const { t, at } = words
  return (
    <>
      <PageHead title={t('accounts.second.codes-title')} lead={t('accounts.second.codes-lead')} />
      <div class="flow">
        <ul class="backup-codes">
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p>
          <a class="button" href={at(accountPath)}>
            {t('accounts.second.codes-kept')}
          </a>
        </p>
      </div>
    </>
  )
}

/** The part of the page of the account: what there is, and what can be done about it. */
export function SecondFactor({ words, codesLeft }: { words: Words; codesLeft: number | undefined }) {
  const { t, at } = words
  if (codesLeft === undefined) {
    return (
      <>
        <p>{t('accounts.second.text')}</p>
        <ActButton action={at(secondFactorPath)} button={t('accounts.second.set-up')} />
      </>
    )
  }
  return (
    <>
      <p>{t('accounts.second.on', { count: codesLeft })}</p>
      <form method="post" action={at(secondFactorRemovalPath)} class="fields">
        <CodeField t={t} hint={t('accounts.second.change-hint')} />
        <div class="buttons">
          <button type="submit" class="button plain" formaction={at(backupCodesPath)}>
            {t('accounts.second.new-codes')}
          </button>
          <button type="submit" class="button plain">
            {t('accounts.second.turn-off')}
          </button>
        </div>
      </form>
    </>
  )
}
