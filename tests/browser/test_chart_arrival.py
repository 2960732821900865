"""How charts come to a page: not at all, of another version, ahead, late, many at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.parts import figure

AS_OF = "asof=2026-11-20"
FIGURE = Path(figure.__file__).parent


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
    screen.set_day("01052012")
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


def test_a_drawing_that_fails_after_the_reader_has_left_is_no_error(screen):
    """plotly.js goes on with its later steps when the chart has been taken away meanwhile."""
    screen.open(f"/?{AS_OF}")
    screen.chart()
    screen.page.evaluate(
        """() => {
          const react = Plotly.react
          Plotly.react = async (...chart) => {
            await react(...chart)
            window.drawn = true
            await new Promise((gone) => { window.gone = gone })
            throw new Error('the chart is gone')
          }
        }"""
    )
    screen.set_day("01052012")
    screen.page.wait_for_function("() => window.drawn")
    screen.go("/data")
    expect(screen.page.get_by_role("figure")).to_have_count(0)
    screen.page.evaluate("() => { gone(); return new Promise((done) => setTimeout(done, 200)) }")
    assert not screen.record.errors
