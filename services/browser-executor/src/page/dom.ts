/**
 * What is asked of the page's elements. Our world has prototypes that no script of the page can change, but a form answers to
 * the names of its fields before it answers to its own, in every world: `form.matches` is its field of that name. So nothing
 * is read as a property of an element: each member is taken from the prototype. Sent as text, as the page script is.
 */

/** What an accessor of a prototype gives for an object. */
export function read<T extends object, K extends keyof T>(prototype: T, name: K, of: T): T[K] {
  return Reflect.get(prototype, name, of)
}

export function matches(element: Element, css: string): boolean {
  return Element.prototype.matches.call(element, css)
}

export function attributeOf(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name)
}

export function textOf(element: Element): string {
  return read(Node.prototype, 'textContent', element) ?? ''
}

export function shadowOf(element: Element): ShadowRoot | null {
  return read(Element.prototype, 'shadowRoot', element)
}

/** The element around this one, out of a shadow root if need be. */
export function outwards(element: Element): Element | null {
  const root = Node.prototype.getRootNode.call(element)
  const parent = read(Node.prototype, 'parentElement', element)
  return parent ?? (root instanceof ShadowRoot ? read(ShadowRoot.prototype, 'host', root) : null)
}

/** Whether one element is the other or lies around it. */
export function isAround(outer: Element, inner: Element): boolean {
  for (let each: Element | null = inner; each; each = outwards(each))
    if (each === outer) return true
  return false
}

/** What a press of an element presses besides, as a label does. */
export function labelledBy(element: Element): Element | null {
  for (let each: Element | null = element; each; each = outwards(each))
    if (each instanceof HTMLLabelElement) return read(HTMLLabelElement.prototype, 'control', each)
  return null
}

export function selectAll(root: Document | ShadowRoot | Element, css: string): Element[] {
  if (root instanceof Document) return [...Document.prototype.querySelectorAll.call(root, css)]
  if (root instanceof Element) return [...Element.prototype.querySelectorAll.call(root, css)]
  return [...DocumentFragment.prototype.querySelectorAll.call(root, css)]
}

export function boxOf(element: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(element)
}

export function isShown(element: Element): boolean {
  return Element.prototype.checkVisibility.call(element, { visibilityProperty: true })
}

export function scrollTo(element: Element): void {
  const options = { block: 'center', inline: 'center', behavior: 'instant' } as const
  Element.prototype.scrollIntoView.call(element, options)
}

/** The innermost element at a point, through shadow roots. */
export function elementAt(x: number, y: number): Element | null {
  let element = Document.prototype.elementFromPoint.call(document, x, y)
  for (;;) {
    const root = element === null ? null : shadowOf(element)
    const inner = root === null ? null : ShadowRoot.prototype.elementFromPoint.call(root, x, y)
    if (inner === null || inner === element) return element
    element = inner
  }
}

export function send(target: EventTarget, event: Event): void {
  EventTarget.prototype.dispatchEvent.call(target, event)
}

export function listen(type: string, listener: (event: Event) => void): void {
  const options = { capture: true, passive: false }
  EventTarget.prototype.addEventListener.call(window, type, listener, options)
}

export function click(element: HTMLElement): void {
  HTMLElement.prototype.click.call(element)
}

export function focus(element: HTMLElement): void {
  HTMLElement.prototype.focus.call(element)
}

export function styleSheets(): CSSStyleSheet[] {
  return read(Document.prototype, 'adoptedStyleSheets', document)
}

export function setStyleSheets(sheets: readonly CSSStyleSheet[]): void {
  Reflect.set(Document.prototype, 'adoptedStyleSheets', sheets, document)
}

/** All controls of a form, also those that are elsewhere in the document. */
export function controlsOf(form: Element): Element[] {
  const controls =
    form instanceof HTMLFormElement ? [...read(HTMLFormElement.prototype, 'elements', form)] : []
  return [...controls, ...selectAll(form, '*')]
}

/** What one of our scripts has put into our world: an element of that name or id is none of it. */
export function isOurs(name: string): boolean {
  return Object.hasOwn(globalThis, name)
}
