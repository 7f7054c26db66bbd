// Choose the folder of an edition and see whether it is whole; the island of that name does the work.
import type { BagFaultCode } from '#platform/files/bag.ts'
import type { Texts } from '#platform/i18n/texts.ts'

export const bagFaultCodes = [
  'no-declaration', 'other-version', 'no-manifest', 'garbled', 'unsafe-path', 'listed-twice', 'missing', 'changed', 'not-listed',
  'other-size', 'bad-signature', 'other-key', 'not-signed',
] as const satisfies readonly BagFaultCode[] // prettier-ignore

export function CheckForm({ t }: { t: Texts }) {
  return (
    <edition-check
      data-checking={t('editions.check.checking')}
      data-sound={t('editions.check.sound', { count: '{count}' })}
      data-one={t('editions.check.fault')}
      data-faults={t('editions.check.faults', { count: '{count}' })}
      data-signaturevalid={t('editions.check.signature-valid', { key: '{key}' })}
      data-signaturenone={t('editions.check.signature-none')}
      data-signatureunchecked={t('editions.check.signature-unchecked')}
    >
      <p class="without-script">
        {t('editions.check.without-script')} <code>npm run samband -- edition verify</code>
      </p>
      <p class="field" hidden>
        <label for="folder">{t('editions.check.folder')}</label>
        <input id="folder" type="file" webkitdirectory multiple />
      </p>
      <p role="status" />
      <ul class="edition-faults" />
      <div class="visually-hidden" aria-hidden="true">
        {bagFaultCodes.map((code) => (
          <span data-fault={code}>{t(`editions.fault.${code}`)}</span>
        ))}
      </div>
    </edition-check>
  )
}
