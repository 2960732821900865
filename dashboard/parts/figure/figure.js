// Draws a Plotly figure in its place on a page, and redraws it there when another one comes.
// Its door in Python is `__init__.py`. Streamlit calls the default export at first and with every
// change; what it returns is called when the chart leaves the page.

const places = new WeakMap()
let program

export default function figure({ data, parentElement, setTriggerValue }) {
  const place = places.get(parentElement) ?? new Place(parentElement)
  places.set(parentElement, place)
  place.pick = (code) => setTriggerValue("picked", code)
  place.show(new TextDecoder().decode(data))
  return () => place.leave()
}

// For every change Streamlit puts this script into the page once more and waits for the browser to
// say that it was loaded. It was, and this says so: 20 ms earlier.
new MutationObserver((changes) => {
  for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
    if (node.src === import.meta.url) node.dispatchEvent(new Event("load"))
}).observe(document.head, { childList: true })

class Place {
  constructor(parent) {
    this.element = document.createElement("div")
    this.element.setAttribute("role", "figure")
    parent.append(this.element)
    this.watch = new ResizeObserver(() => this.fit())
  }

  async show(text) {
    // The page was run again, and this chart is as it was.
    if (text === this.text) return
    this.text = text
    const asked = (this.asked = JSON.parse(text))
    this.element.setAttribute("aria-label", asked.alt)
    // The page does not jump when the drawing comes.
    this.element.style.height = `${asked.figure.layout.height}px`
    try {
      await load(asked.program)
    } catch {
      this.text = null
      this.element.style.height = ""
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
    this.element.replaceChildren()
    Plotly.newPlot(this.element, data, layout, this.config())
    keepOutlines(this.element._fullLayout.geo?._subplot)
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
      // Else a button would send the chart to another host.
      showSendToCloud: false,
      plotlyServerURL: "",
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

// Another date changes the colours of a map and not its outlines, but plotly.js works out and sets
// the outline of each area again: 12 ms of 31. This keeps them for as long as the map's projection
// stays. It goes past plotly.js's public door; where that is built otherwise, nothing is kept.
function keepOutlines(map) {
  if (!map?._render || !map.dataPaths) return
  const render = map._render
  const known = new WeakMap()
  map._render = function () {
    const { projection, dataPaths } = this
    const areas = dataPaths.choropleth
    if (!areas) return render.call(this)
    const path = projection.getPath()
    const at = ["scale", "translate", "rotate", "center", "clipExtent"]
      .map((part) => projection[part]())
      .join()
    areas.each(function ({ geojson }) {
      // A small country has a point and no area.
      const shape = geojson?.geometry
      if (shape && known.get(shape)?.at !== at) known.set(shape, { at, d: path(geojson) ?? "" })
      const d = shape ? known.get(shape).d : ""
      if (this.outline !== d) this.setAttribute("d", (this.outline = d))
    })
    delete dataPaths.choropleth
    render.call(this)
    dataPaths.choropleth = areas
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
