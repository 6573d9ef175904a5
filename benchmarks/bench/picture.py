"""Draws push to live, stacked by step, from the recorded run."""

import json

WIDTH, LEFT, RIGHT, BAR, GAP, TOP = 860, 118, 86, 26, 10, 64
GROUP = 2 * BAR + GAP + 24
LEGEND_ROW = 22
LEGEND_COLUMNS = 4

# Of middle brightness, so that they can be told apart on white and on black; next to each other never alike.
COLOURS = ["#5b8def", "#f2a33c", "#43a680", "#d2658f", "#8e7cc3", "#c9b037", "#4bacc6", "#e07b5a", "#7f9a48", "#b07aa1",
           "#6c8ebf", "#d79b00"]
PEER = "#8c8c8c"

STYLE = """text { font: 13px system-ui, sans-serif; fill: #24292f }
.quiet { fill: #57606a } .head { font-weight: 600; font-size: 15px }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .quiet { fill: #9198a1 } }"""


def draw(recorded, target):
    document = json.loads(recorded.read_text())
    sizes = {int(size): middle(runs) for size, runs in document["raw"].items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(svg(sizes, document["machine"]))


def middle(runs):
    """The run in the middle: a real one, whose steps add up to its whole."""
    return sorted(runs, key=lambda run: run["ours"])[len(runs) // 2]


def svg(sizes, machine):
    steps = list(dict.fromkeys(name for run in sizes.values() for name in run["steps"]))
    colours = {name: COLOURS[number % len(COLOURS)] for number, name in enumerate(steps)}
    longest = max(max(run["ours"], run["theirs"]) for run in sizes.values())
    scale = (WIDTH - LEFT - RIGHT) / longest
    legend = TOP + GROUP * len(sizes) + 16
    height = legend + LEGEND_ROW * -(-(len(steps) + 1) // LEGEND_COLUMNS) + 34
    parts = [text(16, 26, "Push to live: one page of many, step by step", "head"),
             text(16, 46, "from git push until the new text is there; the run in the middle of each size", "quiet")]
    for number, (size, run) in enumerate(sorted(sizes.items())):
        top = TOP + number * GROUP
        parts.append(text(16, top + BAR + 8, f"{size:,} pages"))
        parts += stack(run, colours, scale, top)
        parts.append(bar(LEFT, top + BAR + GAP, run["theirs"] * scale, PEER, f"hook in place: {told(run['theirs'])}"))
        parts.append(text(LEFT + run["theirs"] * scale + 8, top + BAR + GAP + 18, told(run["theirs"]), "quiet"))
    for number, (name, colour) in enumerate([*colours.items(), ("hook in place", PEER)]):
        x = 16 + (number % LEGEND_COLUMNS) * 205
        y = legend + (number // LEGEND_COLUMNS) * LEGEND_ROW
        parts.append(f'<rect x="{x}" y="{y}" width="12" height="12" rx="2" fill="{colour}"/>')
        parts.append(text(x + 20, y + 11, name))
    parts.append(text(16, height - 12, f"{machine['date']}, {machine['cores']} cores, {machine['memory']}; "
                                       "benchmarks/run push-to-live", "quiet"))
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
                      f'height="{height}" role="img" aria-label="Push to live by step">',
                      f"<style>{STYLE}</style>", *parts, "</svg>", ""])


def stack(run, colours, scale, top):
    parts, x = [], LEFT
    for name, seconds in run["steps"].items():
        width = max(0.0, seconds * scale)
        parts.append(bar(x, top, width, colours[name], f"{name}: {told(seconds)}"))
        x += width
    parts.append(text(x + 8, top + 18, told(run["ours"])))
    return parts


def bar(x, y, width, colour, title):
    return (f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{colour}">'
            f"<title>{title}</title></rect>")


def text(x, y, words, kind=""):
    return f'<text x="{x:.1f}" y="{y}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{words}</text>'


def told(seconds):
    return f"{seconds * 1000:,.0f} ms"
