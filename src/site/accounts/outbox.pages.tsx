// The mails that a program at somebody's desk would have sent. Only this computer is answered, and whoever has the key:
// it stays in the addresses, because a cookie would go with every page.
import { Hono } from 'hono'
import type { Accounts } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { mailPath, outboxPath, signInPath } from './account.paths.ts'

export function outboxPages(parts: SiteParts, accounts: Accounts) {
  return new Hono<AppEnv>()
    .get(outboxPath, (c) => {
      const words = wordsFor(c)
      const { t, at } = words
      const key = new URLSearchParams({ key: accounts.outboxKey })
      const mails = accounts.mailer.outbox()
      const title = t('accounts.outbox.title')
      return showPage(c, siteFor(c, parts), {
        title,
        isPrivate: true,
        description: t('accounts.outbox.lead'),
        body: (
          <>
            <PageHead title={title} lead={t('accounts.outbox.lead')} />
            {mails.length === 0 ? (
              <EmptyState
                title={t('accounts.outbox.none')}
                actions={[{ label: t('accounts.sign-in.title'), href: at(signInPath) }]}
              />
            ) : (
              <DataTable
                t={t}
                caption={title}
                rows={mails}
                columns={[
                  {
                    key: 'subject',
                    header: t('accounts.outbox.subject'),
                    cell: ({ id, subject }) => <a href={`${at(mailPath(String(id)))}?${key.toString()}`}>{subject}</a>,
                  },
                  { key: 'to', header: t('accounts.outbox.to'), cell: ({ to }) => to },
                  {
                    key: 'sent',
                    header: t('accounts.invite.sent'),
                    nowrap: true,
                    cell: ({ sentAt }) => sentAt.toISOString().slice(0, 16).replace('T', ' '),
                  },
                  {
                    key: 'text',
                    header: t('accounts.outbox.text'),
                    cell: ({ text }) => <pre class="mail-text">{text}</pre>,
                  },
                ]}
              />
            )}
          </>
        ),
      })
    })
    .get(mailPath(':id'), (c) => {
      const mail = accounts.mailer.outbox().find(({ id }) => String(id) === c.req.param('id'))
      if (!mail) throw new Problem('not-found', 'accounts/no-such-mail', 'There is no such mail.')
      return c.html(mail.html)
    })
}
