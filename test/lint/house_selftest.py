#!/usr/bin/env python3
"""Does the lint find what it is for? Each case plants one wrong line in an empty house and expects that line to be named;
the same house without it must be clean."""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
# rule, file, planted line, words the finding must hold (None: the line is allowed)
CASES = [
    ("includes", "src/domain/x.h", '#include "storage/database.h"', "src/domain/x.h:3: domain may not include storage"),
    ("includes", "src/http/x.cpp", '#include "storage/database.h"', "http may not include storage"),
    ("includes", "src/usecase/x.cpp", '#include "storage/database.h"', None),
    ("includes", "src/base/x.h", '#include "domain/date.h"', "base may not include domain"),
    ("includes", "src/http/x.cpp", "#include <sqlite3.h>", "<sqlite3.h> belongs to another folder"),
    ("includes", "src/storage/x.cpp", "#include <sqlite3.h>", None),
    ("includes", "src/domain/x.cpp", "#  include <boost/json.hpp>", "belongs to another folder"),
    ("includes", "src/pki/x.cpp", "#include <openssl/evp.h>", None),
    ("includes", "src/domain/x.cpp", "#include <vector>", None),
    ("includes", "src/domain/x_test.cpp", "#include <gtest/gtest.h>", None),
    ("includes", "src/domain/x.cpp", "#include <gtest/gtest.h>", "belongs to another folder"),
    ("includes", "src/net/x_test.cpp", '#include "pki/certificate.h"', None),
    ("includes", "src/net/x_fixture.h", '#include "pki/certificate.h"', None),
    ("includes", "src/net/x.cpp", '#include "pki/certificate.h"', "net may not include pki"),
    ("includes", "src/domain/x.cpp", '#include "x.h"', "include paths begin at src/"),
    ("includes", "src/helper/x.cpp", "", "the folder helper has no row"),
    ("clock", "src/http/x.cpp", "auto t = std::chrono::system_clock::now();", "src/http/x.cpp:3: time and randomness"),
    ("clock", "src/base/environment.cpp", "auto t = std::chrono::system_clock::now();", None),
    ("clock", "programs/x.cpp", "std::random_device device;", "time and randomness"),
    ("clock", "src/http/x.cpp", "auto t = environment.clock.now();", None),
    ("clock", "src/http/x_test.cpp", "auto t = std::chrono::system_clock::now();", "time and randomness"),
    ("clock", "src/http/x_test.cpp", "auto t = std::chrono::steady_clock::now();", None),
    ("skips", "src/base/x_test.cpp", 'GTEST_' 'SKIP() << "later";', "src/base/x_test.cpp:3: no test is skipped"),
    ("skips", "test/e2e/x_test.cpp", "TEST(Check, DIS" "ABLED_valid) {}", "no test is skipped"),
]

failed = 0
for rule, name, line, expected in CASES:
    with tempfile.TemporaryDirectory(prefix="onshi-lint.") as folder:
        root = Path(folder)
        shutil.copy(here.parent.parent / "ARCHITECTURE.md", root)
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(f"#pragma once\n\n{line}\n", encoding="utf-8")
        run = subprocess.run([sys.executable, here / "house.py", rule, "--root", root], capture_output=True, text=True)
        good = run.returncode == 0 and not run.stdout if expected is None else run.returncode == 1 and expected in run.stdout
        if not good:
            failed += 1
            print(f"{rule}: {name}: {line}: expected {expected or 'nothing'}, got {run.stdout.strip() or run.stderr.strip() or 'nothing'}")
print(f"{len(CASES) - failed} of {len(CASES)} planted lines judged rightly")
sys.exit(1 if failed else 0)
