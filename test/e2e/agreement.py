#!/usr/bin/env python3
"""Asks for 1,000 random people of a synthetic town twice: of the embedded database and of a running centre over mTLS.

For each the exit code and the text, JSON and XML must agree (but for the time of the answer), whatever the outcome is.
usage: agreement.py PATH_TO_ONSHI [PEOPLE_ASKED [SEED]]
"""
import csv
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FACILITY = "1319999999"
SETTINGS = """development = true
[listen]
port = 0
[management]
port = 0
[limits]
requests_per_second = 100000.0
burst = 100000.0
"""


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def must(*command):
    code, out, err = run(*command)
    if code != 0:
        sys.exit(f"exit {code}: {command}\n{out}{err}")
    return out.strip()


def start(onshi, folder):
    must(onshi, "pki", "init", "--directory", folder / "pki", "--name", "127.0.0.1", "--development")
    (folder / "onshi.toml").write_text(SETTINGS)
    must(onshi, "synth", "--people", 20000, "--facilities", 200, "--seed", 7, "--output", folder / "town")
    for kind in ("insurers", "facilities", "coverage"):
        must(onshi, "import", kind, folder / "town" / f"{kind}.csv", "--config", folder / "onshi.toml")
    server = subprocess.Popen([onshi, "serve", "--config", folder / "onshi.toml", "--ready-file", folder / "ready"],
                              stderr=(folder / "log").open("w"))
    while not (folder / "ready").exists():
        if server.poll() is not None:
            sys.exit("the server ended:\n" + (folder / "log").read_text())
        time.sleep(0.05)
    url = (folder / "ready").read_text().splitlines()[0]
    code = must(onshi, "pki", "code", "--class", "terminal", "--holder", FACILITY, "--config", folder / "onshi.toml")
    must(onshi, "enrol", "--server", url, "--authority", folder / "pki/root.pem", "--code", code,
         "--output", folder / "identity")
    return server, url


def question(row, choice):
    """Mostly as it stands in the register; some without branch, some with a wrong birth date."""
    words = ["--insurer", row["insurer_number"], "--number", row["number"], "--on", "2026-04-01",
             "--format", "text,json,xml"]
    words += ["--birth", "1900-01-01" if choice == 0 else row["birth_date"]]
    if row["symbol"]:
        words += ["--symbol", row["symbol"]]
    if row["branch"] and choice != 1:
        words += ["--branch", row["branch"]]
    return words


def without_time(text):
    return re.sub(r'(ProcessExecutionTime"?[>:] ?"?)[0-9]{14}', r"\1", text)


def main():
    onshi = Path(sys.argv[1]).resolve()
    asked = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20260401
    print(f"seed {seed}, {asked} people")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="onshi-agreement-") as name:
        folder = Path(name)
        server, url = start(onshi, folder)
        try:
            with (folder / "town/coverage.csv").open(newline="", encoding="utf-8") as file:
                rows = chance.sample(list(csv.DictReader(file)), asked)
            questions = [question(row, chance.randrange(20)) for row in rows]

            def both(words):
                running = run(onshi, "check", *words, "--server", url, "--identity", folder / "identity")
                embedded = run(onshi, "check", *words, "--config", folder / "onshi.toml", "--facility", FACILITY)
                return running, embedded

            with ThreadPoolExecutor(2) as pool:
                pairs = list(pool.map(both, questions))
        finally:
            server.send_signal(signal.SIGTERM)
            stopped = server.wait(timeout=60)
    codes = {}
    for words, (running, embedded) in zip(questions, pairs):
        codes[running[0]] = codes.get(running[0], 0) + 1
        if running[0] != embedded[0] or without_time(running[1]) != without_time(embedded[1]) or running[0] == 1:
            sys.exit(f"disagree: {words}\nrunning {running}\nembedded {embedded}")
    print("exit codes:", dict(sorted(codes.items())), "server stopped with", stopped)
    if stopped != 0 or not {0, 2, 3, 4} <= codes.keys():
        sys.exit("the sample does not reach every outcome, or the server did not stop well")


if __name__ == "__main__":
    main()
