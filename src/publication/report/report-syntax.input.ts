// How are bindings told from prose? Two small additions to the Markdown grammar: `{…}` and `\#…`.
import type { Extension as TreeExtension } from 'mdast-util-from-markdown'
import type { Code, Effects, Extension, State, TokenizeContext } from 'micromark-util-types'

declare module 'mdast' {
  interface PhrasingContentMap {
    reportBinding: ReportMark & { type: 'reportBinding' }
    reportLiteral: ReportMark & { type: 'reportLiteral' }
  }
  interface RootContentMap {
    reportBinding: ReportMark & { type: 'reportBinding' }
    reportLiteral: ReportMark & { type: 'reportLiteral' }
  }
}
type ReportMark = { value: string; position?: { start: { line: number } } }
declare module 'micromark-util-types' {
  interface TokenTypeMap {
    reportBinding: 'reportBinding'
    reportBindingText: 'reportBindingText'
    reportLiteral: 'reportLiteral'
  }
}

const codes = { openBrace: 123, closeBrace: 125, backslash: 92, hash: 35 }
const endsLine = (code: Code) => code !== null && code < -2
/** What may follow a number at once and is not a part of it: spaces, and the beginnings of other marks. */
const literalEnd = new Set(Array.from(' \t[]()*_`<>{}|\\', (letter) => letter.codePointAt(0)))

/** `{measure key=value | 49}`, which may run over lines. `\{` is a brace. */
function tokenizeBinding(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  return (code) => {
    effects.enter('reportBinding')
    effects.enter('reportBindingText')
    effects.consume(code)
    return inside
  }
  function inside(code: Code): State | undefined {
    if (code === null || code === codes.openBrace) return nok(code)
    if (code === codes.closeBrace) {
      effects.consume(code)
      effects.exit('reportBindingText')
      effects.exit('reportBinding')
      return ok
    }
    if (endsLine(code)) {
      effects.exit('reportBindingText')
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      effects.enter('reportBindingText')
      return inside
    }
    effects.consume(code)
    return inside
  }
}

/** `\#12`: a number that stands for itself. Reaches to the next space or mark. */
function tokenizeLiteral(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  return (code) => {
    effects.enter('reportLiteral')
    effects.consume(code)
    return hash
  }
  function hash(code: Code): State | undefined {
    if (code !== codes.hash) return nok(code)
    effects.consume(code)
    return first
  }
  function first(code: Code): State | undefined {
    return isEnd(code) ? nok(code) : rest(code)
  }
  function rest(code: Code): State | undefined {
    if (isEnd(code)) {
      effects.exit('reportLiteral')
      return ok(code)
    }
    effects.consume(code)
    return rest
  }
  function isEnd(code: Code): boolean {
    return code === null || code < 0 || literalEnd.has(code)
  }
}

export function reportSyntax(): Extension {
  return {
    text: {
      [codes.openBrace]: { name: 'reportBinding', tokenize: tokenizeBinding },
      [codes.backslash]: { name: 'reportLiteral', tokenize: tokenizeLiteral },
    },
  }
}

export function reportMarks(): TreeExtension {
  return {
    enter: {
      reportBinding(token) {
        this.enter({ type: 'reportBinding', value: this.sliceSerialize(token).slice(1, -1) }, token)
      },
      reportLiteral(token) {
        this.enter({ type: 'reportLiteral', value: this.sliceSerialize(token).slice(2) }, token)
      },
    },
    exit: {
      reportBinding(token) {
        this.exit(token)
      },
      reportLiteral(token) {
        this.exit(token)
      },
    },
  }
}
