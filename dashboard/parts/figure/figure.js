// Draws a Plotly figure with its words in its place on a page, and redraws it there when another
// one comes.
// Its door in Python is `__init__.py`. Streamlit calls the default export at first and with every
// change; what it returns is called when the chart leaves the page.

const places = new WeakMap()
const shown = new Map()
let mark
let program
// What is said, and on a button, where a chart cannot be read: the server was replaced while the
// page was open. In the page's language once a chart was read.
let outdated = ["This page is of an earlier version: load it again.", "Load the page again"]

export default function figure({ data, parentElement, setTriggerValue }) {
  const place = places.get(parentElement) ?? new Place(parentElement)
  places.set(parentElement, place)
  place.pick = (code) => setTriggerValue("picked", code)
  const chart = unpacked(data)
  mark = chart.mark
  shown.set(chart.name, place)
  place.take(chart.text)
  return () => {
    if (shown.get(chart.name) === place) shown.delete(chart.name)
    place.leave()
  }
}

// A chart in bytes is a line with the server's mark, a length and a name, and then its text.
const HEAD = /^(\S+) (\d+) (\S+)\n/
const latin = new TextDecoder("latin1")

function unpacked(bytes, at = 0) {
  const head = bytes instanceof Uint8Array && HEAD.exec(latin.decode(bytes.subarray(at, at + 200)))
  // Of another version: no text can be read as a chart.
  if (!head) return { text: "" }
  const [line, mark, length, name] = head
  const start = at + line.length
  const text = new TextDecoder().decode(bytes.subarray(start, start + Number(length)))
  return { mark, name, text }
}

// Streamlit works out the page before it hands a chart over: 30 of 100 ms. So a chart that has its
// place is drawn when its message comes, which is sent ahead of the others (see `__init__.py`);
// what Streamlit then hands over is the same. The WebSocket is none that a component is given, so it
// is met when Streamlit asks for something; where it cannot be met, or no mark is found, a chart is
// drawn when Streamlit says so.
const met = new WeakSet()
const { send } = WebSocket.prototype

WebSocket.prototype.send = function (message) {
  if (!met.has(this)) this.addEventListener("message", ({ data }) => arrived(data))
  met.add(this)
  return send.call(this, message)
}

function arrived(message) {
  if (!mark || !(message instanceof ArrayBuffer)) return
  const bytes = new Uint8Array(message)
  const at = latin.decode(bytes.subarray(0, 1000)).indexOf(`${mark} `)
  if (at < 0) return
  const { name, text } = unpacked(bytes, at)
  shown.get(name)?.comes(text)
}

// For every change Streamlit puts this script into the page once more and waits for the browser to
// say that it was loaded. It was, and this says so: 20 ms earlier.
new MutationObserver((changes) => {
  for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
    if (node.src === import.meta.url) node.dispatchEvent(new Event("load"))
}).observe(document.head, { childList: true })

// Milliseconds after which Streamlit will not hand over any more what came last.
const LATE = 3000

class Place {
  constructor(parent) {
    this.frame = add(parent, "div", "")
    this.frame.setAttribute("role", "figure")
    this.title = add(this.frame, "div", "font-weight: 600; font-size: 1.1rem")
    this.subtitle = add(this.frame, "div", "font-size: 0.9rem; margin-bottom: 0.5rem")
    this.element = add(this.frame, "div", "")
    this.caption = add(this.frame, "div", "font-size: 0.8rem; margin-top: 0.25rem; max-width: 860px")
    this.watch = new ResizeObserver(() => this.fit())
    // What came in messages, in their order, and Streamlit has not yet handed over.
    this.ahead = []
  }

  comes(text) {
    this.ahead.push(text)
    if (this.waiting) this.wait()
    this.show(text)
  }

  // After two quick changes Streamlit hands over the first when the second is drawn already, which
  // it hands over next: the chart does not go back meanwhile. The same chart may have come twice, to
  // a date and back: what is handed over is the first of them, and what came after it is to follow.
  take(text) {
    clearTimeout(this.waiting)
    this.waiting = undefined
    const at = this.ahead.indexOf(text)
    // What was handed over before may be so again, as when the reader picks a country.
    if (at >= 0) this.ahead = this.ahead.slice(at + 1)
    else if (text !== this.handed) this.ahead = []
    this.handed = text
    if (this.ahead.length) this.wait()
    else this.show(text)
  }

  wait() {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => {
      this.waiting = undefined
      this.ahead = []
      this.show(this.handed)
    }, LATE)
  }

  async show(text) {
    // The page was run again, and this chart is as it was.
    if (text === this.text) return
    this.text = text
    let asked
    try {
      asked = this.read(text)
    } catch {
      this.giveUp()
      return
    }
    try {
      await Promise.all([load(asked.program), this.fetch(asked)])
    } catch {
      this.text = null
      this.element.style.height = ""
      this.element.textContent = asked.failed
      return
    }
    // Meanwhile another one may have come, or the reader has gone to another page.
    if (this.asked === asked) this.draw(asked.figure)
  }

  // Traces that another date leaves as they are come in a file, once.
  async fetch({ figure, stays }) {
    if (!stays) return
    if (this.stays?.at !== stays) this.stays = { at: stays, traces: fetched(stays) }
    const { traces } = this.stays
    try {
      figure.data = await traces
    } catch (error) {
      if (this.stays.traces === traces) this.stays = {}
      throw error
    }
  }

  read(text) {
    const asked = JSON.parse(text)
    asked.figure.data.push(...asked.room.map((label) => blank(label, asked.figure.layout)))
    // The page does not jump when the drawing comes, and what is drawn anew keeps its margins.
    const { _size } = this.element._fullLayout ?? {}
    this.element.style.height = `${fitting(asked.figure, this.element.clientWidth, _size)}px`
    this.frame.setAttribute("aria-label", asked.alt)
    this.say(asked)
    outdated = asked.outdated
    return (this.asked = asked)
  }

  giveUp() {
    this.leave()
    this.drawn = false
    this.text = null
    this.frame.removeAttribute("aria-label")
    for (const part of [this.title, this.subtitle, this.caption]) part.textContent = ""
    this.element.style.height = ""
    this.element.replaceChildren()
    const said = add(this.element, "p", "")
    said.setAttribute("role", "alert")
    const button = add(this.element, "button", BUTTON)
    ;[said.textContent, button.textContent] = outdated
    button.addEventListener("click", () => location.reload())
  }

  say({ title, subtitle, caption, colours: [ink, muted] }) {
    this.title.textContent = title
    this.subtitle.textContent = subtitle
    this.caption.textContent = caption
    this.title.style.color = ink
    this.subtitle.style.color = this.caption.style.color = muted
  }

  draw({ data, layout }) {
    this.width = this.element.clientWidth
    const labels = this.width <= NARROW ? CUT_LABELS : LABELS
    data = this.kept(data)
    for (const trace of data)
      if (trace.meta?.columns) fitColumns(trace, (this.width - labels) / trace.meta.columns)
    if (this.width <= NARROW) narrow({ data, layout }, this.width)
    // Beside the height that was asked for, up to which the chart may grow again.
    layout = { ...layout, height: this.element.clientHeight }
    // A finger that moves over a chart scrolls the page.
    if (touched()) layout.dragmode = false
    if (this.drawn) {
      this.ends(Plotly.react(this.element, data, layout))
      return
    }
    this.drawn = true
    this.element.replaceChildren()
    this.ends(Plotly.newPlot(this.element, data, layout, this.config()))
    keepOutlines(this.element._fullLayout.geo?._subplot)
    this.element.on("plotly_click", (event) => this.clicked(event.points[0]))
    this.watch.observe(this.element)
  }

  // Where only the layout is another one the arrays of the traces stay: for plotly.js one that is
  // another one holds something else. It writes into the traces themselves which are not to be seen.
  kept(data) {
    const of = `${this.asked.traces} ${this.width}`
    if (this.traces?.of !== of) this.traces = { of, data }
    return this.traces.data.map((trace) => ({ ...trace }))
  }

  // The reader may have left meanwhile: then plotly.js finds nothing to go on with.
  ends(drawing) {
    drawing
      .then(() => this.settle())
      .catch((error) => {
        if (this.asked) throw error
      })
  }

  // A legend whose entries went into fewer rows than was thought leaves no gap.
  settle() {
    this.hush()
    const { _size, height } = this.element._fullLayout ?? {}
    const fit = _size && this.asked && fitting(this.asked.figure, this.width, _size)
    if (fit && fit !== height) return this.grow(fit)
  }

  // Who listens hears the text alternative, and not the hundreds of numbers and labels of the drawing;
  // its buttons are told as those of this chart.
  hush() {
    const drawings = document.querySelectorAll(".js-plotly-plot .main-svg, #js-plotly-tester")
    for (const drawing of drawings) drawing.ariaHidden = "true"
    const buttons = this.element.querySelector("[role=toolbar]")
    if (buttons && this.asked) buttons.ariaLabel = this.asked.title
  }

  grow(height) {
    this.element.style.height = `${height}px`
    return Plotly.relayout(this.element, { height })
  }

  config() {
    const save = {
      name: "save",
      title: this.asked.save,
      icon: Plotly.Icons.camera,
      // The name of the file follows the figure; plotly.js keeps that of its own button.
      click: ({ data }) => {
        const { paper, file } = this.asked
        const size = { width: paper.width, height: paper.height, scale: 2 }
        const { config } = this.asked.figure
        const drawn = data.filter(({ meta }) => meta !== ROOM)
        Plotly.downloadImage({ data: drawn, layout: paper, config }, { format: "png", filename: file, ...size })
      },
    }
    return {
      // The names of months, where they are not English.
      ...this.asked.figure.config,
      // A finger cannot hover, so the buttons would stand for ever, over a legend: only a map,
      // which has them below, needs them. The page offers each chart as a file.
      displayModeBar: touched() ? Boolean(this.asked.figure.layout.geo) : "hover",
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
    const height = fitting(this.asked.figure, width)
    if (height === this.element.clientHeight) Plotly.Plots.resize(this.element)
    else this.ends(this.grow(height))
  }

  leave() {
    this.asked = null
    clearTimeout(this.waiting)
    this.watch.disconnect()
    if (this.drawn) Plotly.purge(this.element)
  }
}

function add(parent, name, style) {
  const element = document.createElement(name)
  element.style.cssText = style
  parent.append(element)
  return element
}

const BUTTON =
  "font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 0.5rem; " +
  "padding: 0.25rem 0.75rem; cursor: pointer"
const NARROW = 640
// Pixels of a letter, and of the labels beside columns of words: of whole ones, and on a phone.
const LETTER = 6.2
const [LABELS, CUT_LABELS] = [265, 160]
const AS_WIDE = "as wide as the chart"
const BUTTONS = 30
const ROOM = "room in the legend"
const SPACE = "\u00a0"

function touched() {
  return matchMedia("(pointer: coarse)").matches
}

// How high a figure is drawn, which is less for a map on a narrow page: as high as its part of the world
// is over this width, between the margins `t`, which holds the legend, and `b`.
function fitting({ data, layout }, width, { t, b } = margins({ data, layout })) {
  const { height, geo } = layout
  if (!geo?.lonaxis?.range) return height
  const [west, east] = geo.lonaxis.range
  const [south, north] = geo.lataxis.range
  const widest = south < 0 && north > 0 ? 0 : Math.min(Math.abs(south), Math.abs(north))
  const across = radians(east - west) * equalEarth(widest).perRadian
  const down = equalEarth(north).y - equalEarth(south).y
  return Math.min(height, Math.round(t + b + ((width - 8) * down) / across))
}

// Before it is drawn: of a legend with an entry in each row.
function margins({ data, layout }) {
  const entries = data.filter(({ name, showlegend }) => name && showlegend !== false).length
  return { t: layout.margin.t + 4 + 19 * entries, b: layout.margin.b + (touched() ? BUTTONS : 0) }
}

// Of a latitude in degrees: how wide a radian of longitude is there, and how high it lies.
function equalEarth(latitude) {
  const root = Math.sqrt(3) / 2
  const l = Math.asin(root * Math.sin(radians(latitude)))
  const [a, b, c, d] = [1.340264, -0.081106, 0.000893, 0.003796]
  const perRadian = Math.cos(l) / (root * (a + 3 * b * l ** 2 + l ** 6 * (7 * c + 9 * d * l ** 2)))
  return { perRadian, y: l * (a + b * l ** 2 + l ** 6 * (c + d * l ** 2)) }
}

function radians(degrees) {
  return (degrees * Math.PI) / 180
}

// What a chart that was laid out for a desk is without on a phone: the ends of long labels, heads of
// columns that lean into each other or have two lines, large signs on a small map.
function narrow({ data, layout }, width) {
  const { xaxis, yaxis } = layout
  // Where heads lean to the left, as plotly.js has it, the second line of one is read first.
  if (xaxis?.ticktext?.some((head) => head.includes("<br>"))) xaxis.tickangle = -90
  for (const trace of data) {
    if (trace.meta === AS_WIDE) trace.text = trace.text.map((text) => cut(text, width / LETTER))
    if (trace.type === "scattergeo" && trace.marker) trace.marker.size = 5
  }
  if (xaxis?.tickangle > 0) xaxis.tickangle = 90
  if (yaxis?.ticktext) yaxis.ticktext = yaxis.ticktext.map((text) => cut(text, 24))
  if (layout.geo && touched()) layout.margin.b += BUTTONS
}

// The words of columns that are so many pixels wide end before the next one.
function fitColumns(trace, width) {
  const room = width / LETTER - 3
  const { short } = trace.meta
  if (short && room < 8) {
    trace.textfont.size = room < 2 ? 8 : 11
    trace.text = short
    return
  }
  // A sign says more than the first letter of its word; a number is whole or wrong.
  const signs = room < 4 && trace.mode.includes("markers")
  const fitted = (text) => (text.length > 3 ? "" : text)
  trace.text = trace.text.map((text) => (signs ? fitted(text.trim()) : cut(text, Math.max(room, 2))))
}

// The place that an entry of another date takes in the legend of a map: as wide, and empty.
function blank(label, { font, legend }) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = `${legend.font.size}px ${font.family}`
  const width = pen.measureText(`${label} (9)`).width
  const name = SPACE.repeat(Math.ceil(width / pen.measureText(SPACE).width))
  const place = { type: "scattergeo", lon: [null], lat: [null], mode: "markers", hoverinfo: "skip" }
  return { ...place, name, marker: { color: "rgba(0,0,0,0)" }, legendrank: 2000, meta: ROOM }
}

// The first characters of a label, with its tags and an ellipsis.
function cut(label, most) {
  const parts = label.match(/<[^>]*>|&[^;]*;|[^]/gu) ?? []
  const letters = parts.filter((part) => !part.startsWith("<")).length
  if (letters <= most) return label
  let left = Math.floor(most) - 1
  const kept = parts.filter((part) => part.startsWith("<") || left-- > 0)
  return `${kept.join("")}…`
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

async function fetched(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer.json()
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
