import type { Texts } from '#platform/i18n/texts.ts'
import { SearchField, SelectField, TextField } from '../controls/fields.tsx'
import { Section } from '../layout/section.tsx'
import { statuses, statusLabel } from './status-patterns.tsx'

/** Fields with label, hint and error. */
export function Fields({ t }: { t: Texts }) {
  return (
    <Section id="fields" title={t('ui.patterns.fields')}>
      <form class="fields" method="get" action="">
        <SearchField t={t} label={t('ui.search.label')} hint={t('ui.patterns.field-search-hint')} />
        <TextField
          name="name"
          label={t('ui.patterns.field-name')}
          hint={t('ui.patterns.field-name-hint')}
          value="Grynnan"
        />
        <TextField
          name="year"
          label={t('ui.patterns.field-year')}
          error={t('ui.patterns.field-year-error')}
          value="86"
          inputmode="numeric"
        />
        <SelectField
          name="status"
          label={t('ui.patterns.facet-status')}
          options={statuses.map((status) => ({ value: status, label: statusLabel(t, status) }))}
        />
        <TextField name="note" label={t('ui.patterns.field-note')} rows={3} />
        <div class="buttons">
          <button type="submit" class="button">
            {t('ui.patterns.button-save')}
          </button>
          <a class="button plain" href="#fields">
            {t('ui.patterns.button-cancel')}
          </a>
        </div>
      </form>
    </Section>
  )
}
