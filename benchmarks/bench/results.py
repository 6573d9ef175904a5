"""What a benchmark found: numbers, tables, and whether the bars are met."""

import json
import statistics


class Bar:
    """One line of the bar: what is asked, what was measured, and whether that is enough."""

    def __init__(self, what, asked, measured, met):
        self.what = what
        self.asked = asked
        self.measured = measured
        self.met = met

    @property
    def verdict(self):
        return {True: "met", False: "**not met**", None: "not measured"}[self.met]


class Table:
    def __init__(self, caption, columns):
        self.caption = caption
        self.columns = columns
        self.rows = []

    def row(self, *cells):
        self.rows.append([str(cell) for cell in cells])

    def render(self):
        lines = [f"| {' | '.join(self.columns)} |", f"|{'|'.join(['---'] * len(self.columns))}|"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        return f"{self.caption}\n\n" + "\n".join(lines)


class Result:
    """Everything that one benchmark wants to be kept."""

    def __init__(self, title, how):
        self.title = title
        self.how = how
        self.tables = []
        self.bars = []
        self.notes = []
        self.raw = {}
        self.took = 0.0

    def table(self, caption, *columns):
        table = Table(caption, list(columns))
        self.tables.append(table)
        return table

    def bar(self, what, asked, measured, met):
        self.bars.append(Bar(what, asked, measured, met))


def median(values):
    return statistics.median(values)


def spread(values):
    """Smallest to largest: with few rounds, quantiles say no more."""
    return min(values), max(values)


def ms(seconds):
    return f"{seconds * 1000:,.0f} ms" if abs(seconds) >= 0.01 else f"{seconds * 1000:.1f} ms"


def ms_spread(values):
    low, high = spread(values)
    return f"{low * 1000:,.0f} – {high * 1000:,.0f}" if high >= 0.01 else f"{low * 1000:.1f} – {high * 1000:.1f}"


def ratio(ours, theirs):
    return f"{ours / theirs:.2f}" if theirs else "–"


def render_bars(result):
    table = Table("", ["bar", "asked", "measured", ""])
    for bar in result.bars:
        table.row(bar.what, bar.asked, bar.measured, bar.verdict)
    return table.render().strip()


def render(result, machine):
    versions = "; ".join(f"{name} {text}" for name, text in machine["versions"].items())
    about = (
        f"{machine['date']}, Sitemend {machine['sitemend']}. {machine['cores']} cores ({machine['processor']}), "
        f"{machine['memory']}, Linux {machine['kernel']}, {machine['system']}; {machine['disk']}. {versions}. "
        f"Took {result.took:.0f} s."
    )
    parts = [f"# {result.title}", result.how, about, "## Bars", render_bars(result), "## Numbers"]
    parts += [table.render() for table in result.tables]
    if result.notes:
        parts += ["## Notes", "\n".join(f"- {note}" for note in result.notes)]
    return "\n\n".join(parts) + "\n"


def write(folder, name, result, machine):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(render(result, machine))
    document = {
        "benchmark": name,
        "machine": machine,
        "took": round(result.took, 1),
        "bars": [vars(bar) for bar in result.bars],
        "raw": result.raw,
    }
    (folder / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def write_summary(folder, names):
    """Every bar of every recorded run, in one table, so that nobody has to look for those that are not met."""
    table = Table("", ["benchmark", "bar", "asked", "measured", "", "recorded"])
    for name in names:
        recorded = folder / f"{name}.json"
        if not recorded.is_file():
            continue
        document = json.loads(recorded.read_text())
        for bar in document["bars"]:
            bar = Bar(**bar)
            table.row(f"[{name}]({name}.md)", bar.what, bar.asked, bar.measured, bar.verdict, document["machine"]["date"])
    (folder / "README.md").write_text(f"# All bars\n\n{table.render().strip()}\n")
