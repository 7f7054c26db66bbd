import type { TextKey, Texts } from '#platform/i18n/texts.ts'
import { StatusMark, type StatusKey } from '../controls/status-mark.tsx'
import { Section } from '../layout/section.tsx'

export const statuses: readonly StatusKey[] = ['active', 'dormant', 'paused', 'partly_ended', 'ended', 'unknown']

export function Statuses({ t }: { t: Texts }) {
  return (
    <Section id="statuses" title={t('ui.patterns.statuses')}>
      <p>{t('ui.patterns.statuses-text')}</p>
      <div class="figure-row">
        {statuses.map((status) => (
          <StatusMark status={status} label={statusLabel(t, status)} />
        ))}
      </div>
    </Section>
  )
}

export function statusLabel(t: Texts, status: StatusKey): string {
  const key: TextKey = `ui.patterns.status.${status}`
  return t(key)
}
