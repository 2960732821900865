// Draws a Plotly figure in its place on a page, and redraws it there when another one comes.
// Its door in Python is `__init__.py`. Streamlit calls the default export at first and with every
// change; what it returns is called when the chart leaves the page.

const places = new WeakMap()
let program

export default function figure({ data, parentElement, setTriggerValue }) {
  const asked = JSON.parse(new TextDecoder().decode(data))
  const place = places.get(parentElement) ?? new Place(parentElement)
  places.set(parentElement, place)
  place.pick = (code) => setTriggerValue("picked", code)
  place.show(asked)
  return () => place.leave()
}

class Place {
  constructor(parent) {
    this.element = document.createElement("div")
    this.element.setAttribute("role", "figure")
    parent.append(this.element)
    this.watch = new ResizeObserver(() => this.fit())
  }

  async show(asked) {
    this.asked = asked
    this.element.setAttribute("aria-label", asked.alt)
    // The page does not jump when the drawing comes.
    this.element.style.height = `${asked.figure.layout.height}px`
    try {
      await load(asked.program)
    } catch {
      this.element.textContent = asked.failed
      return
    }
    // Meanwhile another one may have come, or the reader has gone to another page.
    if (this.asked === asked) this.draw(asked.figure)
  }

  draw({ data, layout }) {
    // A finger that moves over a chart scrolls the page.
    if (matchMedia("(pointer: coarse)").matches) layout.dragmode = false
    if (this.drawn) {
      Plotly.react(this.element, data, layout)
      return
    }
    this.drawn = true
    Plotly.newPlot(this.element, data, layout, this.config())
    this.element.on("plotly_click", (event) => this.clicked(event.points[0]))
    this.width = this.element.clientWidth
    this.watch.observe(this.element)
  }

  config() {
    const save = {
      name: "save",
      title: this.asked.save,
      icon: Plotly.Icons.camera,
      // The name of the file follows the figure; plotly.js keeps that of its own button.
      click: (element) =>
        Plotly.downloadImage(element, { format: "png", filename: this.asked.file, scale: 2 }),
    }
    return {
      displaylogo: false,
      scrollZoom: false,
      modeBarButtonsToRemove: ["toImage", "select2d", "lasso2d"],
      modeBarButtonsToAdd: [save],
    }
  }

  clicked({ location, customdata }) {
    const code = [location ?? customdata].flat()[0]
    if (this.asked.selectable && code) this.pick(code)
  }

  fit() {
    const width = this.element.clientWidth
    if (!width || width === this.width) return
    this.width = width
    Plotly.Plots.resize(this.element)
  }

  leave() {
    this.asked = null
    this.watch.disconnect()
    if (this.drawn) Plotly.purge(this.element)
  }
}

// Loads plotly.js once for all charts; after a failure the next chart tries again.
function load(address) {
  program ??= new Promise((loaded, failed) => {
    const script = document.createElement("script")
    script.src = address
    script.onload = loaded
    script.onerror = () => {
      program = undefined
      failed()
    }
    document.head.append(script)
  })
  return program
}
