// What readers expect of Streamlit's controls and these do not do by themselves.
// Its door in Python is `__init__.py`. A page's elements come and go, so it listens to the document.

const PHONE = "(max-width: 768px)"

export default function controls() {}

// Who types a date ends it with Enter. Streamlit takes it when the focus leaves the field, be it for
// its label; then it comes back.
const takeDate = ({ key, target }) => {
  const label = key === "Enter" && target.closest?.("[data-testid=stDateInput]")?.querySelector("label")
  if (!label || target.role !== "spinbutton") return
  label.tabIndex = -1
  label.focus()
  setTimeout(() => target.focus())
}
// Before the field itself, which keeps its keys from the document.
document.addEventListener("keydown", takeDate, true)

// What a button opens beside it stands at the end of the document: Tab would go through the whole
// page before it. It goes on from the element that has the focus.
const goInside = ({ key, shiftKey, target }) => {
  if (key !== "Tab" || shiftKey || !target.matches?.("[aria-haspopup=dialog][aria-expanded=true]")) return
  const opened = [...document.querySelectorAll("[role=dialog]")].at(-1)
  if (!opened) return
  opened.tabIndex = -1
  opened.focus()
}
document.addEventListener("keydown", goInside, true)

// On a phone the menu lies over the page: it closes behind who chose one.
document.addEventListener("click", ({ target }) => {
  if (!matchMedia(PHONE).matches || !target.closest?.("[data-testid=stSidebar] a")) return
  document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
})
