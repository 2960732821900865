// Links to the page as its address says it when they are followed, in each language.
// Their door in Python is `__init__.py`.

const BEFORE = ["pointerenter", "pointerdown", "focus", "contextmenu", "click"]

export default function languages({ data, parentElement }) {
  const nav = document.createElement("nav")
  nav.ariaLabel = data.label
  for (const [code, name] of Object.entries(data.languages)) {
    if (nav.childElementCount) nav.append(" \u00b7 ")
    nav.append(code === data.current ? here(code, name) : link(code, name, data.key))
  }
  parentElement.replaceChildren(nav)
}

function here(code, name) {
  const strong = document.createElement("strong")
  strong.ariaCurrent = "true"
  return Object.assign(strong, { lang: code, textContent: name })
}

function link(code, name, key) {
  const a = Object.assign(document.createElement("a"), { lang: code, textContent: name })
  const lead = () => {
    const query = new URLSearchParams(location.search)
    query.set(key, code)
    a.href = `?${query}`
  }
  for (const moment of BEFORE) a.addEventListener(moment, lead)
  lead()
  return a
}
