// Signs in with a passkey, or adds one: asks our server for a challenge, the device for its signature, and sends it.
// Without script, or in a browser that knows no passkeys, nothing of it is seen and the link by mail does the same.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

class PasskeyForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    const said = this.querySelector<HTMLElement>('[role="status"]')
    if (!form || !said) throw new Error('<passkey-form> expects a form and a place for what is said')
    if (!browserSupportsWebAuthn()) return
    this.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#run(form, said)
    })
  }

  async #run(form: HTMLFormElement, said: HTMLElement): Promise<void> {
    const { options = '', failed = '', cancelled = '' } = this.dataset
    const fields = Object.fromEntries(new FormData(form))
    said.textContent = ''
    try {
      const optionsJSON = await post(options, {})
      const response =
        this.dataset.act === 'add'
          ? await startRegistration({ optionsJSON })
          : await startAuthentication({ optionsJSON })
      const { to } = await post(form.action, { ...fields, response })
      // The same page again has to be fetched anew.
      if (new URL(to, location.href).pathname === location.pathname) location.reload()
      else location.assign(to)
    } catch (error) {
      // Browsers do not tell a person who closed the dialogue from one who has no passkey here.
      said.textContent = error instanceof Error && error.name === 'NotAllowedError' ? cancelled : failed
    }
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- what comes back goes to the browser as it is
async function post(address: string, body: object): Promise<any> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.json()
}

customElements.define('passkey-form', PasskeyForm)
