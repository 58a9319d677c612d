#!/usr/bin/env python3
"""Measures, and writes what it measured between the markers of doc/capacity.md. scripts/bench calls it; see there.

Databases are made with `onshi synth` and `onshi import`, one for each number of people, and kept in build/bench/data for
the next run. The record in them grows with every run, as it would in life.
"""
import argparse
import contextlib
import datetime
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CAPACITY = ROOT / "doc/capacity.md"
DAY = "2026-04-01"  # 資格確認日, and the day of the town
TERMINALS = 64

# Where onshi-load's summary says what (doc/load.md); the only place that knows.
SAYS = {
    "rate": ("rate_reached",), "p50": ("latency_us", "p50"), "p99": ("latency_us", "p99"),
    "p99.9": ("latency_us", "p99.9"), "errors": ("errors",), "ratio": ("check_to_empty",), "rounds": ("rounds",),
    "target": ("target",), "database": ("database",), "syncs": ("syncs_per_second",), "batch": ("mean_batch",),
    "generator": ("generator_cpu_us_per_request",),
}


def said(summary, what):
    """The member of that meaning, or None if this centre or this kind of run does not tell it."""
    for name in SAYS[what]:
        summary = summary.get(name) if isinstance(summary, dict) else None
    return summary


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, **options)


# --- tables -----------------------------------------------------------------------------------------------------------

def machine():
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20
    load = os.getloadavg()[0]
    return (f"{model[1] if model else 'unknown processor'}, {os.cpu_count()} cores, {memory:.0f} GB, "
            f"{datetime.date.today()}, load before the run {load:.1f}")


def cell(value, digits=0):
    return "" if value is None else value if isinstance(value, str) else f"{value:,.{digits}f}"


def milliseconds(microseconds):
    return "" if microseconds is None else f"{microseconds / 1000:.2f}"


class Report:
    def __init__(self, arguments, write):
        self.command, self.machine, self.write = "scripts/bench " + " ".join(arguments), machine(), write

    def table(self, name, what, about, head, rows):
        """One table with its command and machine; printed, and put between its markers unless this is only a trial."""
        lines = [f"`{self.command.strip()}`; {what}", "", f"{self.machine}; {about}.", "",
                 "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        lines += ["| " + " | ".join(row) + " |" for row in rows]
        print("\n" + "\n".join(lines) + "\n", flush=True)
        if not self.write:
            return
        begin, end = f"<!-- bench:{name} -->", "<!-- /bench -->"
        text = CAPACITY.read_text()
        found = re.search(re.escape(begin) + r".*?" + re.escape(end), text, re.DOTALL)
        if not found:
            raise SystemExit(f"{CAPACITY}: the marker {begin} is missing")
        CAPACITY.write_text(text[:found.start()] + "\n".join([begin, *lines, end]) + text[found.end():])


# --- a centre ---------------------------------------------------------------------------------------------------------

class Centre:
    """A folder with authority, database and terminals for so many people; served while in `with centre.serving()`."""

    def __init__(self, programs, data, people, database=None):
        self.onshi, self.loader = programs / "onshi", programs / "onshi-load"
        self.folder, self.people, self.database = data / str(people), people, database
        self.config, self.coverage = self.folder / "onshi.toml", self.folder / "town/coverage.csv"
        if not (self.folder / "complete").exists():
            self.make()

    def make(self):
        print(f"making a centre with {self.people:,} people in {self.folder} ...", flush=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        run(self.onshi, "pki", "init", "--directory", self.folder / "pki", "--name", "127.0.0.1", "--development")
        self.config.write_text("development = true\n[listen]\nport = 0\n[management]\nport = 0\n"
                               "[limits]\nrequests_per_second = 1000000.0\nburst = 1000000.0\n"
                               f"[log]\nfile = \"{(self.folder / 'log').resolve()}\"\n"
                               + (f"[database]\nurl = \"{self.database}\"\n" if self.database else ""))
        run(self.onshi, "synth", "--people", self.people, "--as-of", DAY, "--output", self.folder / "town")
        for kind in ("insurers", "facilities", "coverage"):
            run(self.onshi, "import", kind, self.folder / f"town/{kind}.csv", "--config", self.config,
                stdout=subprocess.DEVNULL)
        self.enrol()
        (self.folder / "complete").touch()

    def enrol(self):
        facilities = (self.folder / "town/facilities.csv").read_text().splitlines()[1:]
        with self.serving():
            for number in range(TERMINALS):
                facility = facilities[number % len(facilities)].split(",")[0]
                code = run(self.onshi, "pki", "code", "--class", "terminal", "--holder", facility, "--config",
                           self.config, capture_output=True).stdout.strip()
                run(self.onshi, "enrol", "--server", self.url, "--authority", self.folder / "pki/root.pem", "--code",
                    code, "--output", self.folder / f"terminals/{number}", stdout=subprocess.DEVNULL)

    @contextlib.contextmanager
    def serving(self):
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        (self.folder / "log").unlink(missing_ok=True)
        server = subprocess.Popen([self.onshi, "serve", "--config", self.config, "--ready-file", ready])
        try:
            while not ready.exists():
                if server.poll() is not None:
                    raise SystemExit(f"the server ended: {(self.folder / 'log').read_text()[-500:]}")
                time.sleep(0.05)
            self.url, self.management = ready.read_text().split()[:2]
            yield self
        finally:
            server.terminate()
            server.wait()

    def measure(self, scenario, *options):
        """onshi-load's summary; it stays beside the data, one of each scenario."""
        file = self.folder / f"{scenario}.json"
        file.unlink(missing_ok=True)
        run(self.loader, "--server", self.url, "--identities", self.folder / "terminals", "--people", self.coverage,
            "--on", DAY, "--management", self.management, "--json", file, *options)
        return json.loads(file.read_text())


# --- what is measured -------------------------------------------------------------------------------------------------

def micro(report, build, size):
    file = build / "micro.json"
    run(build / "bench/onshi_bench", f"--people={size.micro_people}", f"--folder={build}", f"--benchmark_out={file}",
        "--benchmark_out_format=json", f"--benchmark_min_time={size.micro_seconds}")
    result, rows = json.loads(file.read_text()), []
    for each in result["benchmarks"]:
        if each.get("error_occurred"):
            raise SystemExit(f"{each['name']}: {each['error_message']}")
        to_us = {"ns": 1e-3, "us": 1, "ms": 1e3, "s": 1e6}[each["time_unit"]]
        rows.append([re.sub(r"/(process_time|real_time)", "", each["name"]), cell(each["real_time"] * to_us, 2),
                     cell(each["cpu_time"] * to_us, 2), cell(each.get("items_per_second")),
                     cell(each.get("mean_batch"), 1)])
    report.table("micro", "Google Benchmark, each station of a check by itself",
                 f"{result['context']['database']}; {size.micro_people:,} people where there is a register",
                 ["station", "µs", "µs of processor", "units a second", "mean batch"], rows)


def row_of(name, summary):
    return [name, cell(said(summary, "rate")), *(milliseconds(said(summary, p)) for p in ("p50", "p99", "p99.9")),
            cell(said(summary, "errors")), cell(said(summary, "syncs")), cell(said(summary, "batch"), 1),
            cell(said(summary, "generator"), 1)]


HEAD = ["", "answers a second", "p50 ms", "p99 ms", "p99.9 ms", "errors", "syncs a second", "mean batch",
        "µs of the generator"]


def about(centre, summary):
    return f"{said(summary, 'database') or 'database not told'}; {centre.people:,} people; {TERMINALS} terminals"


def rounds_of(centre, rounds, size):
    """A check and a post to the empty route alternating: the rows, and the summary."""
    summary = centre.measure("closed", "--closed", "--alternate", rounds, "--seconds", size.seconds)
    rows = [row_of(f"{said(each, 'target')}, round {number // 2 + 1}", each)
            for number, each in enumerate(said(summary, "rounds"))]
    rows.append(["**check beside empty**", f"**{cell(said(summary, 'ratio'), 2)}**"] + [""] * (len(HEAD) - 2))
    return rows, summary


def closed(report, centre, size):
    with centre.serving():
        rows, summary = rounds_of(centre, size.rounds, size)
    report.table("closed", "closed loop, a check and a post of the same size to the empty route alternating",
                 about(centre, summary), HEAD, rows)


def open_loop(report, centre, size):
    with centre.serving():
        summary = centre.measure("open", "--rate", size.rate, "--seconds", size.seconds * 6)
    report.table("open", f"open loop at {size.rate:,} a second, latency from the moment a request was due",
                 about(centre, summary), HEAD, [row_of("check", summary)])


def postgresql(report, centre, size):
    with centre.serving():
        rows, summary = rounds_of(centre, min(2, size.rounds), size)
        rows.append(row_of(f"check, {size.rate:,} a second",
                           centre.measure("open", "--rate", size.rate, "--seconds", size.seconds * 3)))
    report.table("postgresql", f"closed loop as above, then an open one at {size.rate:,} a second; a throw-away cluster "
                 "(scripts/with-postgresql, shared_buffers=64MB) on the same machine", about(centre, summary), HEAD, rows)


def growth(report, small, large, size):
    rows, rates = [], {small.people: [], large.people: []}
    with small.serving(), large.serving():
        for number in range(size.growth_rounds):
            for centre in (small, large):
                summary = centre.measure("growth", "--closed", "--seconds", size.seconds)
                rates[centre.people].append(said(summary, "rate"))
                rows.append(row_of(f"{centre.people:,} people, round {number + 1}", summary))
    slower = statistics.median(a / b for a, b in zip(*rates.values()))
    rows.append(["**times slower**", f"**{slower:.2f}**"] + [""] * (len(HEAD) - 2))
    report.table("growth", "closed loop, both centres served side by side, rounds alternating",
                 f"{said(summary, 'database') or 'database not told'}; {TERMINALS} terminals", HEAD, rows)


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--only", choices=["micro", "e2e", "postgresql"])
    parser.add_argument("--people", type=int, default=10_000_000,
                        help="of the largest centre; the others have a tenth and a hundredth of it")
    parser.add_argument("--quick", action="store_true",
                        help="few people, seconds and rounds, to see that all works; doc/capacity.md stays as it is")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    report = Report([a for a in sys.argv[1:] if not a.startswith("--build")], write=not options.quick)
    size = argparse.Namespace(rounds=5, growth_rounds=5, seconds=10, rate=2000, micro_people=options.people // 10, micro_seconds=1)
    if options.quick:
        options.people = min(options.people, 100_000)
        size = argparse.Namespace(rounds=1, growth_rounds=1, seconds=2, rate=200, micro_people=2_000, micro_seconds=0.01)
    if options.only in (None, "micro"):
        micro(report, options.build, size)
    programs, data = options.build / "programs", options.build / "data"
    if options.only in (None, "postgresql"):
        with tempfile.TemporaryDirectory(dir=options.build) as folder: # its cluster goes too
            postgresql(report, Centre(programs, Path(folder).resolve(), max(100, options.people // 10),
                                      os.environ["ONSHI_POSTGRESQL"]), size)
    if options.only in (None, "e2e"):
        small, middle, large = (Centre(programs, data, max(100, options.people // part)) for part in (100, 10, 1))
        closed(report, middle, size)
        open_loop(report, large, size)
        growth(report, small, large, size)


if __name__ == "__main__":
    main()
