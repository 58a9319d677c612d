#!/usr/bin/env python3
"""The house's rules that a compiler cannot hold. `house.py includes|clock|skips|database [--root DIR]`; prints
file:line: what is wrong; exit 1 if anything is.

includes  every direct include obeys the table of ARCHITECTURE.md section 2 (the table itself is read, so it cannot lie)
clock     the world's time and randomness are read in src/base/environment.cpp and nowhere else
skips     no test is skipped or disabled
database  nothing that src/http includes, directly or not, is a store or a database's header (asks the compiler, by the
          compile commands of build/tidy)
"""
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SYSTEM = re.compile(r"^([a-z_]+|(sys|netinet|arpa|linux)/.+|(unistd|fcntl|signal|spawn|poll|pthread|termios|netdb|dirent)\.h)$")
TEST_LIBRARIES = ("gtest/", "gmock/", "rapidcheck")
TEST_FILE = re.compile(r"_(test\.cpp|fixture\.(h|cpp))$|^test/")
CLOCK = re.compile(r"_clock::now|\brandom_device\b|\b(clock_gettime|gettimeofday|getrandom|s?rand)\s*\(|\btime\((nullptr|NULL|0)\)")
SKIP = re.compile(r"GTEST_SKIP|\bDISABLED_|\bDISABLED\s+(TRUE|ON|1)\b")


def sources(root, *folders, suffixes=(".h", ".cpp")):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path.relative_to(root)


def lines(root, path):
    return enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1)


def read_table(root):
    """Rows of ARCHITECTURE.md: folder -> (level, folders it may include, {library prefix: only in one file?})."""
    table = {}
    for line in (root / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and cells[0].isdigit():
            libraries = {m[1]: bool(m[2]) for m in re.finditer(r"`([^`]+)`( in one file)?", cells[3])}
            table[cells[1]] = (int(cells[0]), re.findall(r"[a-z]+", cells[2].split(";")[0]), libraries)
    return table


def includes(root):
    table = read_table(root)
    if len(table) < 5:
        yield "ARCHITECTURE.md: the include table of section 2 was not found"
    once = {}
    for path in sources(root, "src", "programs", "test", "bench"):
        folder = path.parts[1] if path.parts[0] == "src" else path.parts[0]
        if folder not in table:
            yield f"{path}:1: the folder {folder} has no row in ARCHITECTURE.md section 2"
            continue
        level, may, libraries = table[folder]
        test = TEST_FILE.search(path.as_posix())
        for number, line in lines(root, path):
            if not (match := INCLUDE.match(line)):
                continue
            quote, header = match.groups()
            other = header.split("/")[0]
            where = f"{path}:{number}"
            if quote == '"':
                lower = test and other in table and table[other][0] <= level
                homes = [root / path.parts[0]] + [root / "test"] * bool(test)
                if other not in table and not any((home / header).is_file() for home in homes):
                    yield f'{where}: "{header}": include paths begin at src/'
                elif other in table and other != folder and other not in may and may != ["everything"] and not lower:
                    yield f"{where}: {folder} may not include {other}"
            elif not SYSTEM.match(header) and not (test and header.startswith(TEST_LIBRARIES)):
                owned = [prefix for prefix in libraries if header.startswith(prefix)]
                if not owned:
                    yield f"{where}: <{header}> belongs to another folder, or to none"
                elif libraries[owned[0]] and once.setdefault((folder, owned[0]), path) != path:
                    yield f"{where}: <{header}> is in {once[folder, owned[0]]} already, and may stand in one file only"


def clock(root):
    for path in sources(root, "src", "programs"):
        for number, line in lines(root, path):
            # A test may measure how long it waits and print the seed it drew; today's date it may not know.
            forbidden = re.compile("system_clock::now") if TEST_FILE.search(path.name) else CLOCK
            if forbidden.search(line.split("//")[0]) and path.as_posix() != "src/base/environment.cpp":
                yield f"{path}:{number}: time and randomness come through base::Environment"


def skips(root):
    for path in sources(root, "src", "programs", "test", "cmake", suffixes=(".h", ".cpp", ".txt", ".cmake", ".sh")):
        for number, line in lines(root, path):
            if SKIP.search(line):
                yield f"{path}:{number}: no test is skipped or disabled"


def database(root):
    commands = json.loads((root / "build/tidy/compile_commands.json").read_text())
    ours = [c for c in commands if "/src/http/" in c["file"] and not TEST_FILE.search(c["file"])]
    if not ours:
        yield "build/tidy/compile_commands.json: src/http is not in it"
    for entry in ours:
        path = Path(entry["file"]).relative_to(root)
        words = shlex.split(entry["command"])
        for word in words:
            if re.search(r"sqlite|libpq|postgres", word):
                yield f"{path}:1: its compile line knows a database: {word}"
        # -M lists every header the file sees; without "-o object" it does so on standard output.
        asked = [w for i, w in enumerate(words) if w not in ("-c", "-o") and words[i - 1] != "-o"] + ["-M"]
        asked = asked[1:] if "ccache" in asked[0] else asked
        seen = subprocess.run(asked, cwd=entry["directory"], capture_output=True, text=True, check=True).stdout
        for header in re.findall(r"\S*(?:/storage/\S+|sqlite3\.h|libpq\S*\.h)", seen):
            yield f"{path}:1: sees {header}"


if __name__ == "__main__":
    rule = {"includes": includes, "clock": clock, "skips": skips, "database": database}[sys.argv[1]]
    place = Path(sys.argv[3] if len(sys.argv) > 3 else ".").resolve()
    found = list(rule(place))
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
