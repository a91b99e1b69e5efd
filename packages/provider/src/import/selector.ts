import { ast, createParser } from 'css-selector-parser'
import type { AstEntity, AstSelector } from 'css-selector-parser'

/** What Chromium finds elements by. Any other name, such as `:visible` or `:contains`, makes it refuse the whole selector. */
const PSEUDO_CLASSES = new Set(
  (
    'active any-link autofill buffering checked default defined dir disabled empty enabled first-child first-of-type focus ' +
    'focus-visible focus-within fullscreen has host host-context hover in-range indeterminate invalid is lang last-child ' +
    'last-of-type link modal muted not nth-child nth-last-child nth-last-of-type nth-of-type only-child only-of-type open ' +
    'optional out-of-range paused picture-in-picture placeholder-shown playing popover-open read-only read-write required ' +
    'root scope seeking stalled state target user-invalid user-valid valid visited volume-locked where'
  ).split(' '),
)

const parse = createParser({ syntax: 'progressive', strict: true })

/** Browsers take names that begin with two hyphens; the parser does not. */
function withPlainNames(css: string): string {
  return css.replaceAll(/(?<=^|[.#\s>+~(,])--/g, 'x--')
}

function read(css: string): AstSelector | undefined {
  try {
    return parse(withPlainNames(css))
  } catch {
    return undefined
  }
}

/** The parser ends at a bracket that nothing opened, and does not see what follows. */
function readWhole(css: string): AstSelector | undefined {
  const [selector, longer] = [read(css), read(`${css}, x`)]
  const isWhole = selector !== undefined && longer?.rules.length === selector.rules.length + 1
  return isWhole ? selector : undefined
}

function faultOf(part: AstEntity): string | undefined {
  if (ast.isPseudoElement(part)) return `"::${part.name}" is no element of the page`
  if (ast.isPseudoClass(part)) {
    const name = part.name.toLowerCase()
    return PSEUDO_CLASSES.has(name) || name.startsWith('-webkit-')
      ? undefined
      : `browsers have no ":${part.name}"`
  }
  if (ast.isNamespaceName(part)) return `a page declares no namespace "${part.name}"`
  if (ast.isAttribute(part)) {
    const { caseSensitivityModifier: mark } = part
    if (mark !== undefined && !/^[is]$/i.test(mark)) return `"${mark}" after a value is not known`
  }
  return ast.isRule(part) && part.combinator === '||' ? 'browsers have no "||"' : undefined
}

function* partsOf(value: unknown): Generator<AstEntity> {
  if (Array.isArray(value)) for (const each of value) yield* partsOf(each)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && isEntity(value)) yield value
    for (const each of Object.values(value)) yield* partsOf(each)
  }
}

function isEntity(value: unknown): value is AstEntity {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** Why a browser would refuse a CSS selector, or never find an element by it; undefined: it would not. */
export function selectorFault(css: string): string | undefined {
  const selector = readWhole(css)
  if (selector === undefined) return 'it is not complete, or is not CSS'
  for (const part of partsOf(selector)) {
    const fault = faultOf(part)
    if (fault !== undefined) return fault
  }
  return undefined
}
