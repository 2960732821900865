"""Charts in the reader's theme, their data as a table, their images."""

from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from dashboard.filters import Selection
from dashboard.parts import figure
from dashboard.queries import timeline
from dashboard.style import STYLES

AS_OF = "asof=2026-11-20"
FIGURE = Path(figure.__file__).parent


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[n : n + 2], 16) for n in (1, 3, 5)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_map_and_timeline_stand_on_the_page_s_paper(reader, scheme):
    screen = reader(scheme=scheme)
    paper = rgb(STYLES[scheme].paper)
    for path in ("/", "/timeline"):
        screen.open(f"{path}?{AS_OF}")
        screen.chart()
        chart = screen.page.locator("svg.main-svg").first
        screen.becomes(lambda chart=chart: chart.evaluate("e => e.style.background"), paper)
        app = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        assert screen.page.evaluate(app) == paper
        title = screen.page.get_by_role("figure").locator("div").first
        assert title.evaluate("e => getComputedStyle(e).color") == rgb(STYLES[scheme].ink)


def test_the_timeline_draws_one_dot_per_event_in_each_kind_of_lane(screen, snapshot):
    screen.open(f"/timeline?{AS_OF}")
    screen.chart()
    dots = screen.page.locator(".scatterlayer path.point")
    for lanes in ("kind", "region", "country"):
        if lanes != "kind":
            screen.page.get_by_role("radio", name=lanes.capitalize(), exact=True).click()
            screen.becomes(screen.address, f"/timeline?{AS_OF}&lanes={lanes}")
        rows = timeline.rows(snapshot, Selection(), lanes, date.today())
        screen.becomes(dots.count, rows.height)
        counted = sum(
            int(re.search(r"\(([\d,]+)\)", text)[1].replace(",", "")) for text in screen.legend()
        )
        # An event of several countries stands in several lanes, and counts once.
        assert counted == rows.unique(["id", "event"]).height


def test_a_chart_whose_program_does_not_come_says_so(screen):
    screen.page.route("**/assets/plotly-*.js", lambda route: route.abort())
    screen.open(f"/?{AS_OF}")
    chart = screen.page.get_by_role("figure")
    expect(chart).to_contain_text("The chart cannot be drawn")
    assert "Framework law in force: " in screen.says()


def test_a_chart_whose_events_do_not_come_says_so_until_they_do(screen):
    screen.page.route("**/assets/timeline-chart-*.json", lambda route: route.abort())
    screen.open(f"/timeline?{AS_OF}")
    chart = screen.page.get_by_role("figure")
    expect(chart).to_contain_text("The chart cannot be drawn")
    screen.page.unroute_all()
    screen.set_day("01012020")
    expect(chart.locator(".point").first).to_be_attached()
    expect(chart).not_to_contain_text("The chart cannot be drawn")


@pytest.mark.parametrize(
    ("format_of", "replaced"),
    [
        ("HEAD.exec", "(window.replaced ? /^other$/ : HEAD).exec"),
        ("JSON.parse(text)", "(window.replaced ? {} : JSON.parse(text))"),
    ],
    ids=["head", "text"],
)
def test_a_page_of_an_earlier_version_says_so_and_loads_itself_again(screen, format_of, replaced):
    """As where the server was replaced by a version whose charts have another format."""

    def as_of_a_version(route):
        script = (FIGURE / "figure.js").read_text("utf-8")
        assert script.count(format_of) == 1
        route.fulfill(content_type="text/javascript", body=script.replace(format_of, replaced))

    screen.page.route("**/figure.js*", as_of_a_version)
    screen.open(f"/?{AS_OF}&lang=fr")
    screen.chart()
    screen.page.evaluate("window.replaced = true")
    screen.page.evaluate(
        "history.pushState(null, '', '/?asof=2012-05-01&lang=fr');"
        "dispatchEvent(new PopStateEvent('popstate', {state: null}))"
    )
    alert = screen.page.get_by_role("figure").get_by_role("alert")
    expect(alert).to_contain_text("version antérieure : rechargez-la.")
    assert not screen.page.locator(".js-plotly-plot svg").count()
    screen.page.get_by_role("button", name="Recharger la page").click()
    screen.chart()
    assert not alert.count()
    assert "1er\N{NO-BREAK SPACE}mai 2012" in screen.says()


def test_a_page_that_never_read_a_chart_says_in_english_that_it_is_of_an_earlier_version(screen):
    script = (FIGURE / "figure.js").read_text("utf-8").replace("HEAD.exec", "/^other$/.exec")
    screen.page.route(
        "**/figure.js*",
        lambda route: route.fulfill(content_type="text/javascript", body=script),
    )
    screen.open(f"/?{AS_OF}&lang=fr")
    alert = screen.page.get_by_role("figure").get_by_role("alert")
    expect(alert).to_have_text("This page is of an earlier version: load it again.")


def test_the_buttons_of_a_chart_send_it_nowhere(screen):
    screen.open(f"/?{AS_OF}")
    screen.chart()
    buttons = screen.page.get_by_role("figure").get_by_role("button")
    names = [button.get_attribute("aria-label") for button in buttons.all()]
    assert names == ["Pan", "Zoom in", "Zoom out", "Reset", "Download the chart as an image"]


def test_the_table_shows_the_data_of_the_map(screen):
    screen.open(f"/?{AS_OF}&region=mercosur")
    screen.chart()
    screen.page.get_by_role("radio", name="Table").click()
    # The grid is painted on a canvas; its cells stand inside for who does not see it.
    cells = screen.page.locator("[role=gridcell]")
    screen.becomes(lambda: "Uruguay" in cells.all_text_contents(), True)
    assert "Framework law in force" in cells.all_text_contents()
    headings = screen.page.locator("[role=columnheader]").all_text_contents()
    assert headings[:3] == ["Country or area", "Level", "Deciding text"]


def save(screen, folder: Path, button: str | re.Pattern[str]) -> Path:
    with screen.page.expect_download() as started:
        screen.page.get_by_role("button", name=button).first.click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file


def test_the_camera_saves_a_png_that_is_named_after_what_it_shows(screen, tmp_path):
    screen.open(f"/?{AS_OF}")
    screen.chart()
    file = save(screen, tmp_path, "Download the chart as an image")
    assert file.name == "legal-framework_world_2026-11-20.png"
    assert file.read_bytes().startswith(b"\x89PNG\r\n")
    assert file.stat().st_size > 50_000


def test_the_menu_saves_a_slide_and_an_svg_with_title_date_and_boundary_sentence(screen, tmp_path):
    screen.open(f"/?{AS_OF}&region=ilo-africa")
    screen.chart()
    screen.page.get_by_role("radio", name="Download").click()
    slide = save(screen, tmp_path, "PowerPoint, editable")
    assert slide.name == "legal-framework_ilo-africa_2026-11-20.pptx"
    assert slide.read_bytes().startswith(b"PK")
    file = save(screen, tmp_path, "SVG drawing")
    assert file.name == "legal-framework_ilo-africa_2026-11-20.svg"
    drawing = file.read_text("utf-8")
    text = " ".join(re.sub(r"<[^>]+>", " ", drawing).split())
    assert "Legal framework for the SSE" in text
    assert "Africa · as of 20 November 2026" in text
    assert "imply no opinion on the legal status of any country, area or authority." in text
    assert "Data version" in text
    assert drawing.count("choroplethlocation") > 50
    assert not re.findall(r"(?:href|src)=\"https?:", drawing)


def test_on_a_phone_every_head_of_the_calendar_has_its_place(reader):
    screen = reader(width=390, height=844)
    screen.open(f"/workshops?{AS_OF}")
    heads = screen.page.locator(".xtick text")
    screen.becomes(heads.count, 13)
    places = [
        (box["x"], box["x"] + box["width"]) for box in (head.bounding_box() for head in heads.all())
    ]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))
    assert places[0][0] >= 0 and places[-1][1] <= 390
    first, *_, last = (line.bounding_box() for line in heads.last.locator("tspan").all())
    assert first["x"] < last["x"], "the first line of a head in several is read first"
    numbers = screen.page.locator(".barlayer .bartext").all_text_contents()
    assert numbers and all(int(number) > 0 for number in numbers)
    assert f"({sum(map(int, numbers))})" in screen.legend()[0]


def test_on_a_phone_compared_countries_are_headed_by_their_codes(reader):
    """Of six names a letter each was left: 'D' of two countries."""
    screen = reader(width=390, height=844)
    asked = "chart=comparison&asof=2026-11-20&place=COD,GBR,PRK,ITA,ESP,PRT"
    screen.open(f"/briefing?briefing={quote(asked, safe='')}")
    screen.page.get_by_text("Preview", exact=True).click()
    screen.chart()
    heads = screen.page.get_by_role("figure").locator("g.text").first.locator("text")
    expect(heads.first).to_have_text("COD")
    assert heads.all_text_contents()[:6] == ["COD", "GBR", "PRK", "ITA", "ESP", "PRT"]
    places = [box for box in (head.bounding_box() for head in heads.all()[:6]) if box]
    ends = [(box["x"], box["x"] + box["width"]) for box in places]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends)), ends


def test_on_a_phone_a_map_fills_its_frame_and_long_labels_end_in_it(reader):
    screen = reader(width=390, height=844)
    screen.open(f"/?{AS_OF}")
    screen.chart()

    def gaps() -> list[bool]:
        """Whether the map follows the legend, and the caption the map, without an empty row."""
        legend, land, plot = (
            screen.page.locator(part).first.bounding_box()
            for part in (".legend", ".choroplethlayer", ".js-plotly-plot")
        )
        ends = [box["y"] + box["height"] for box in (legend, land, plot)]
        return [land["y"] - ends[0] < 20, ends[2] - ends[1] < 20]

    screen.becomes(gaps, [True, True])
    screen.open(f"/plans?section=periods&{AS_OF}")
    labels = screen.page.locator(".textpoint text")
    screen.becomes(lambda: labels.count() > 50, True)
    rights = "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    assert labels.evaluate_all(rights) <= 390
    assert sum(text.endswith("…") for text in labels.all_text_contents()) > 5
    below, above = (screen.page.locator(f".{axis}tick text") for axis in ("x", "x2"))
    screen.becomes(lambda: above.count() > 2, True)
    assert above.all_text_contents() == below.all_text_contents()[-above.count() :]
    legend = screen.page.locator(".legend").last.bounding_box()
    assert above.first.bounding_box()["y"] >= legend["y"] + legend["height"]
    screen.open(f"/resolutions?{AS_OF}")
    names = screen.page.locator(".ytick text")
    screen.becomes(lambda: names.count() > 50, True)
    texts = names.all_text_contents()
    assert "Democratic Republic of …" in texts and max(map(len, texts)) == 24


# Of each word in a row the pixels by which it reaches over the next sign, or over the chart's end.
OVER = """() => {
  const boxes = (part) =>
    [...document.querySelectorAll(part)].map((one) => one.getBoundingClientRect())
  const [plot] = boxes(".js-plotly-plot")
  const signs = boxes(".scatterlayer path.point")
  return boxes(".textpoint text").map((word) => {
    const next = signs.filter(({ top, bottom, left }) =>
      top < word.bottom && bottom > word.top && left > word.left)
    return word.right - Math.min(plot.right, ...next.map(({ left }) => left))
  })
}"""


@pytest.mark.parametrize("width", [390, 900, 1280])
def test_the_words_of_countries_compared_end_before_the_next_column(reader, width):
    screen = reader(width=width)
    chart = urlencode(
        {"chart": "comparison", "place": "FRA,SEN,TUR,KOR,BRA,ESP", "asof": "2026-12-31"}
    )
    screen.open(f"/briefing?{AS_OF}&{urlencode({'briefing': chart})}")
    screen.page.get_by_text("Preview").click()
    screen.chart()
    screen.rest()
    over = screen.page.evaluate(OVER)
    assert len(over) > 100
    assert max(over) < 2  # the box of a word is a little wider than its ink
    words = {*map(str.strip, screen.page.locator(".textpoint text").all_text_contents())}
    assert "…" not in words and any(word.isdigit() and int(word) > 9 for word in words)


# After the listener of `figure.js`, which is added when the page next sends: did the chart have
# the words of the new date when its message had come?
MESSAGES = """(said) => {
  window.messages = []
  const { send } = WebSocket.prototype
  let met
  WebSocket.prototype.send = function (message) {
    const sent = send.call(this, message)
    if (met !== this) this.addEventListener("message", ({ data }) => {
      const figure = document.querySelector("[role=figure]").textContent
      window.messages.push([data.byteLength, figure.includes(said)])
    })
    met = this
    return sent
  }
}"""


def test_a_chart_is_drawn_when_its_message_comes(screen):
    screen.open(f"/?{AS_OF}")
    screen.chart()
    screen.page.evaluate(MESSAGES, "as of 1 May 2012")
    screen.page.get_by_role("spinbutton", name="day, As of").click()
    screen.page.keyboard.type("01052012")
    screen.page.get_by_role("heading", name="Where countries stand").click()
    expect(screen.page.get_by_role("figure")).to_contain_text("as of 1 May 2012")
    screen.rest()
    messages = screen.page.evaluate("window.messages")
    # It comes ahead of what the run says, and once more in its place.
    ahead, again = (at for at, (size, _drawn) in enumerate(messages) if size > 10_000)
    assert ahead < again
    assert [drawn for _size, drawn in messages] == [at >= ahead for at in range(len(messages))]


TOUCHED = """() => {
  const events = document.querySelector('.scatterlayer');
  window.line = () => document.querySelector('.shapelayer path:last-of-type').getAttribute('d');
  window.before = line();
  window.touched = 0;
  new MutationObserver((changes) => { touched += changes.length })
    .observe(events, {subtree: true, childList: true, attributes: true});
}"""


def test_another_date_moves_a_line_among_events_that_stay(screen):
    """Thousands of events are not drawn anew; other ones are."""
    screen.open(f"/timeline?{AS_OF}")
    screen.chart()
    screen.page.evaluate(TOUCHED)
    screen.set_day("10102026")
    expect(screen.page.get_by_role("figure")).to_contain_text("10 October 2026")
    screen.page.wait_for_function("line() !== before")
    screen.rest()
    assert screen.page.evaluate("touched") == 0
    every = screen.page.locator(".scatterlayer path.point")
    number = every.count()
    # What the reader put out in the legend stays out, over other dates and other events.
    screen.page.locator(".legendtoggle").first.dblclick()
    screen.becomes(lambda: 0 < every.count() < number, True)
    laws = every.count()
    screen.set_day("10092026")
    expect(screen.page.get_by_role("figure")).to_contain_text("10 September 2026")
    screen.rest()
    assert every.count() == laws
    screen.choose("Region or group", "European Union")
    screen.becomes(lambda: 0 < every.count() < laws, True)


def test_after_many_quick_changes_a_chart_goes_on_and_never_back(screen):
    """Streamlit hands over one chart when the next is drawn already."""
    screen.open("/")
    screen.chart()
    screen.page.context.new_cdp_session(screen.page).send(
        "Emulation.setCPUThrottlingRate", {"rate": 4}
    )
    screen.page.evaluate(
        """async () => {
          const [{ children: [, subtitle] }] = document.querySelectorAll('[role=figure]');
          window.years = [];
          new MutationObserver(() => years.push(subtitle.textContent.slice(-4)))
            .observe(subtitle, {childList: true});
          for (let year = 2000; year < 2024; year += 3) {
            history.pushState(null, '', `/?asof=${year}-01-01`);
            dispatchEvent(new PopStateEvent('popstate', {state: null}));
            await new Promise(done => setTimeout(done, 150));
          }
        }"""
    )
    screen.page.wait_for_function("years.at(-1) === '2021'")
    screen.page.wait_for_timeout(1000)
    years = screen.page.evaluate("years")
    assert years == sorted(years)


BY_HAND = """async ([script, steps]) => {
  const url = URL.createObjectURL(new Blob([script], {type: "text/javascript"}));
  const {default: figure} = await import(url);
  const newPlot = async (element) => Object.assign(element, {on: () => {}, _fullLayout: {}});
  window.Plotly = {newPlot, react: async () => {}, purge: () => {}, Icons: {}};
  const parent = document.body.appendChild(document.createElement("div"));
  const socket = new EventTarget();
  try { WebSocket.prototype.send.call(socket, "") } catch {}
  const layout = {height: 10, margin: {t: 0, b: 0}};
  const chart = (title) => {
    const asked = {title, subtitle: "", caption: "", colours: ["", ""], alt: "", room: [],
      outdated: ["", ""], program: "data:text/javascript,", figure: {data: [], layout}};
    const text = new TextEncoder().encode(JSON.stringify(asked));
    return new Uint8Array([...new TextEncoder().encode(`mark ${text.length} chart\\n`), ...text]);
  };
  const seen = [];
  for (const [how, title] of steps) {
    const data = chart(title);
    if (how === "comes") socket.dispatchEvent(new MessageEvent("message", {data: data.buffer}));
    else figure({data, parentElement: parent, setTriggerValue: () => {}});
    seen.push(parent.querySelector("[role=figure] > div").textContent);
  }
  return seen;
}"""


@pytest.mark.parametrize(
    ("steps", "seen"),
    [
        # To a date and back before the first is handed over.
        (["take A", "comes B", "comes A", "take B", "take A"], "ABAAA"),
        (["take A", "comes B", "comes A", "comes B", "take B", "take A", "take B"], "ABABBBB"),
        (
            ["take A", "comes B", "comes C", "comes B", "comes D", "take B", "take C", "take B"],
            "ABCBDDDD",
        ),
        # What is handed over once more, and what never came ahead.
        (["take A", "comes B", "take A", "take B"], "ABBB"),
        (["take A", "comes B", "take B", "take C"], "ABBC"),
    ],
)
def test_a_chart_handed_over_late_takes_no_newer_one_back(screen, steps, seen):
    script = (FIGURE / "figure.js").read_text()
    screen.page.goto("about:blank")
    asked = [step.split() for step in steps]
    assert "".join(screen.page.evaluate(BY_HAND, [script, asked])) == seen
