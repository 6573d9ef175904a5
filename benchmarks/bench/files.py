"""Directories of many small files, as a generator leaves them."""


def create(folder, count):
    for number in range(count):
        file = folder / path_of(number)
        if number % 100 == 0:
            file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text_of(number, "first"))


def change(folder, numbers, mark):
    """Gives these files a new text; their paths."""
    for number in numbers:
        (folder / path_of(number)).write_text(text_of(number, mark))
    return [path_of(number) for number in numbers]


def some(count, share, turn):
    """A share of all numbers, spread over the folders; others in each turn."""
    many = max(1, round(count * share))
    return [(turn * 37 + step * (count // many)) % count for step in range(many)]


def path_of(number):
    return f"pages/{number // 100}/{number}.html"


def text_of(number, mark):
    lines = [f"Page {number}, sentence {line}: beans climb where they find something to hold on to." for line in range(24)]
    return f"<!doctype html><title>{number}</title><p>{mark}</p>\n" + "\n".join(lines) + "\n"
