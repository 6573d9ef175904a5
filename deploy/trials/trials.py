"""What is done to an installation, and what must hold afterwards. Each trial raises AssertionError when it does not."""
import hashlib
import hmac
import os
import pathlib
import shutil
import time

import external
from installation import ROOT, Installation, run, until
from traffic import Reader, Writer

TWINS = "deploy/compose/two-publishers.yml"
DOWN_SECONDS = 5


def tell(*cells):
    print("| " + " | ".join(f"{cell:.1f} s" if isinstance(cell, float) else str(cell) for cell in cells) + " |", flush=True)


def head(*cells):
    print()
    tell(*cells)
    print("|" + "---|" * len(cells), flush=True)


def healthy(container):
    return run("docker", "inspect", "-f", "{{.State.Health.Status}}", container).stdout.strip() == "healthy"


def kill(container):
    run("docker", "kill", container)


def revive(container):
    """Starts it again; the seconds until it is healthy."""
    run("docker", "start", container)
    return until(f"{container} is healthy", lambda: healthy(container), 300)


def first_steps(folder):
    sitemend = Installation(folder)
    try:
        head("step", "took")
        tell("docker compose up --wait", sitemend.up())
        tell("a push that goes live, the first of its site", garden(sitemend))
        tell("a page removed, a refresh that fails for it, healed and live", heal(sitemend))
        before = sitemend.truth("garden")
        tell("docker compose down", sitemend.down())
        tell("docker compose up --wait, again", sitemend.up())
        until("the garden is served as before", lambda: sitemend.truth("garden") == before, 30)
        tell("docker compose up --wait --scale builder-service=3", sitemend.up("--scale", "builder-service=3"))
        writer = Writer(sitemend, "after", 1)
        tell("push to live of a new site", writer.settle())
        for name in sitemend.containers():
            if "service" in name:
                tell(f"docker stop {sitemend.short(name)}, under pushes", term(sitemend, writer, name))
        tell("push to live afterwards", writer.settle())
        writer.account()
        limits(sitemend)
    finally:
        stop_all(sitemend)


def garden(sitemend):
    """The wiki of `sitemend demo`, with a plugin whose refresh can not cope with a page that is gone."""
    copy = sitemend.folder / "garden"
    shutil.copytree(ROOT / "standalone/src/main/resources/demo", copy)
    (copy / "beans.mdwn").write_text("Runner beans.\n")
    assert sitemend.api("/api/v1/sites", {"site": "garden"})[0] == 201
    remote = sitemend.url.replace("://", f"://git:{sitemend.token}@") + "/git/garden.git"
    run("git", "init", "-q", "-b", "main", cwd=copy)
    run("git", "remote", "add", "origin", remote, cwd=copy)
    return publish(sitemend, copy, "Plant")


def heal(sitemend):
    copy = sitemend.folder / "garden"
    (copy / "beans.mdwn").unlink()
    took = publish(sitemend, copy, "Pull out the beans")
    causes = [build.get("cause") for build in sitemend.api("/api/v1/sites/garden/builds")[1]["builds"]]
    assert "HEAL" in [str(cause).upper() for cause in causes], f"no heal among {causes}"
    return took


def publish(sitemend, copy, message):
    run("git", "add", "-A", cwd=copy)
    run("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", message, cwd=copy)
    revision = run("git", "rev-parse", "HEAD", cwd=copy).stdout.strip()
    start = time.monotonic()
    run("git", "push", "-q", "-o", "nowait", "origin", "main", cwd=copy)
    until("the push is live", lambda: sitemend.truth("garden").get("revision") == revision, 90)
    return time.monotonic() - start


def term(sitemend, writer, container):
    """TERM under pushes: ends within its time by itself (not 137), and loses nothing."""
    writer.start(0.3)
    time.sleep(1)
    start = time.monotonic()
    run("docker", "stop", "-t", "30", container)
    took = time.monotonic() - start
    code = run("docker", "inspect", "-f", "{{.State.ExitCode}}", container).stdout.strip()
    writer.stop()
    assert took < 11 and code != "137", f"{container} took {took:.1f} s to end, with {code}"
    revive(container)
    writer.settle()
    return took


def limits(sitemend):
    """What each container may use and uses, as the kernel sees it."""
    head("container", "memory used / limit")
    names = sitemend.containers()
    for line in run("docker", "stats", "--no-stream", "--format", "{{.Name}}|{{.MemUsage}}", *names).stdout.splitlines():
        name, usage = line.split("|")
        tell(sitemend.short(name), usage)


def kills(folder, rounds="3"):
    sitemend = Installation(folder, [TWINS])
    try:
        head("step", "took")
        tell("up, two builders, two publishers", sitemend.up("--scale", "builder-service=2"))
        writer = Writer(sitemend, "killed")
        tell("push to live, nothing killed", writer.settle())
        reader = Reader(sitemend, writer)
        reader.start()
        head("killed", "round", "healthy again after its start", "push to live then", "slowest push", "refused pushes")
        for number in range(1, int(rounds) + 1):
            for container in sitemend.containers():
                refused, writer.slowest = len(writer.refusals), 0.0
                writer.start()
                time.sleep(2)
                kill(container)
                time.sleep(DOWN_SECONDS)
                again = revive(container)
                writer.stop()
                live = writer.settle()
                name = sitemend.short(container)
                tell(name, number, again, live, writer.slowest, len(writer.refusals) - refused)
                for said in sorted({(said.splitlines() or [""])[-1] for _, _, said in writer.refusals[refused:]}):
                    print(f"<!-- refused: {said} -->", flush=True)
        reader.stop()
        published = writer.account()
        print(f"\n{len(writer.pushes)} pushes acknowledged, {len(writer.refusals)} refused, {published} builds published."
              f" {reader.asked} visits of both publishers: {reader.answered_by_one} were answered by one of them alone,"
              f" {reader.missed} by none (longest {reader.longest_without:.1f} s); served backwards: {reader.backwards}.")
        assert not reader.missed and not reader.backwards
        resume(sitemend, writer, int(rounds))
        writer.account()
    finally:
        stop_all(sitemend)


def stop_all(sitemend):
    """People first: a push to what is being taken down says nothing."""
    for person in sitemend.people:
        person.stop()
    sitemend.down("-v")


def resume(sitemend, writer, rounds):
    """A builder dies with a build in hand; the seconds until another one has it in hand."""
    head("builder killed while it builds", "the build runs on the other after", "push to live")
    writer.builds_take(12)
    builders, longest = sitemend.containers("builder-service"), 0.0
    for number in range(1, rounds + 1):
        assert writer.push("-o", "nowait")[0]
        until("somebody builds", lambda: builds(builders), 60)
        victim = builds(builders)[0]
        start = time.monotonic()
        kill(victim)
        others = [builder for builder in builders if builder != victim]
        taken = until("another one builds", lambda: builds(others), 60)
        revision = writer.pushes[-1][1]
        until("it is live", lambda: sitemend.truth(writer.site).get("revision") == revision, 90)
        tell(number, taken, time.monotonic() - start)
        longest = max(longest, taken)
        revive(victim)
    writer.builds_take(1)
    writer.settle()
    assert longest < 15, f"{longest:.1f} s until a build was resumed"


def builds(builders):
    """Those in which the slow step of a build runs."""
    top = {builder: run("docker", "top", builder, "-eo", "pid,args", check=False).stdout for builder in builders}
    return [builder for builder, processes in top.items() if "sleep 12" in processes]


def outages(folder, seconds="60"):
    sitemend = Installation(folder, [TWINS])
    try:
        sitemend.up("--scale", "builder-service=2")
        writer = Writer(sitemend, "outage")
        writer.settle()
        head("away", "for", "pushes", "taken at once", "webhooks", "push to live after", "visits without an answer")
        for service in ("kafka", "store"):
            outage(sitemend, writer, service, int(seconds))
        print(f"\n{writer.account()} builds published, none twice or backwards; no dead letters.")
    finally:
        stop_all(sitemend)


def outage(sitemend, writer, service, seconds):
    container = sitemend.containers(service)[0]
    reader = Reader(sitemend, writer)
    reader.start()
    before = len(writer.pushes), len(writer.refusals)
    hooks = []
    writer.start(2)
    kill(container)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        hooks.append(webhook(sitemend, writer))
        time.sleep(5)
    revive(container)
    writer.stop()
    live = writer.settle(180)
    reader.stop()
    taken, refused = len(writer.pushes) - before[0], len(writer.refusals) - before[1]
    statuses = " ".join(f"{hooks.count(status)} × {status}" for status in sorted(set(hooks)))
    tell(service, f"{seconds} s", f"{taken} taken, {refused} refused", f"{writer.slowest:.1f} s at most", statuses, live,
         f"{reader.missed} of {reader.asked}")
    for said in sorted({line for _, _, text in writer.pushes[before[0]:] for line in text.splitlines()}):
        print(f"<!-- push told: {said} -->")
    for said in sorted({line for _, _, text in writer.refusals[before[1]:] for line in text.splitlines()}):
        print(f"<!-- push refused: {said} -->")
    assert not reader.missed and set(hooks) <= {202, 503}, hooks


def webhook(sitemend, writer):
    signature = hmac.new(writer.webhook_secret.encode(), b"{}", hashlib.sha256).hexdigest()
    headers = {"X-Sitemend-Signature-256": f"sha256={signature}"}
    return sitemend.api(f"/hooks/generic/{writer.site}", {}, headers=headers, timeout=30)[0]


def brokers(folder):
    sitemend = Installation(folder, ["deploy/compose/three-brokers.yml"])
    try:
        head("step", "took")
        tell("up, three brokers", sitemend.up())
        writer = Writer(sitemend, "quorum")
        tell("push to live", writer.settle())
        head("broker lost", "slowest push", "refused pushes", "push to live without it", "push to live with it again")
        for container in sitemend.containers():
            if "kafka" in container:
                writer.slowest, refused = 0.0, len(writer.refusals)
                writer.start(0.5)
                time.sleep(5)
                kill(container)
                time.sleep(20)
                writer.stop()
                without = writer.settle()
                revive(container)
                tell(sitemend.short(container), writer.slowest, len(writer.refusals) - refused, without,
                     writer.settle())
        print(f"\n{len(writer.pushes)} pushes acknowledged, {writer.account()} builds published.")
    finally:
        stop_all(sitemend)


def overrides(folder):
    head("override", "up", "push to live", "after a restart of everything")
    override(folder, "minio")
    if os.environ.get("CEPH_IMAGE"):
        override(folder, "ceph")
    external.make_certificates(pathlib.Path(folder))
    override(folder, "external", [external.SERVERS], external.settings(folder))


def override(folder, name, more=(), settings=None):
    place = pathlib.Path(folder) / name
    place.mkdir()
    sitemend = Installation(place, [f"deploy/compose/{name}.yml", *more], settings)
    try:
        up = sitemend.up()
        writer = Writer(sitemend, "tried")
        live = writer.settle()
        sitemend.compose("restart")
        sitemend.up()
        tell(name, up, live, writer.settle())
        writer.account()
    finally:
        stop_all(sitemend)


TRIALS = {
    "first-steps": first_steps,
    "kills": kills,
    "outages": outages,
    "brokers": brokers,
    "overrides": overrides,
}
