#!/usr/bin/env python3
"""Compares what a client saw on a route with what it saw of PostgreSQL itself.

Usage: compare.py CLIENT ROUTE DIRECT-FILE ROUTE-FILE DIFFERENCES-FILE

A line of the differences' file is "client | route | step | what the route answers", each but the last a glob: what
is documented to be different, in exactly these words. Everything else has to be the same; so has the number of steps.
"""

import fnmatch
import sys


def steps(path):
    with open(path, encoding="utf-8", errors="replace") as lines:
        return [line.rstrip("\n") for line in lines if line.strip()]


def is_documented(line, step, answer):
    ending = ": " + answer
    return line.endswith(ending) and fnmatch.fnmatchcase(line[: -len(ending)], step)


def main(client, route, direct_file, route_file, differences_file):
    direct, routed = steps(direct_file), steps(route_file)
    documented = []
    with open(differences_file, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                documented.append([part.strip() for part in line.split("|", 3)])
    documented = [one for one in documented if fnmatch.fnmatch(client, one[0]) and fnmatch.fnmatch(route, one[1])]
    used = set()
    wrong = accepted = 0
    for i in range(max(len(direct), len(routed))):
        expected = direct[i] if i < len(direct) else "(nothing)"
        got = routed[i] if i < len(routed) else "(nothing)"
        if got == expected:
            continue
        hits = [n for n, one in enumerate(documented) if is_documented(got, one[2], one[3])]
        # of the same step: what it says begins alike
        if hits and got.startswith(expected.split(": ")[0]):
            used.update(hits)
            accepted += 1
            continue
        wrong += 1
        print(f"  {client} {route}, step {i + 1}\n    direct: {expected[:700]}\n    routed: {got[:700]}")
    for n, one in enumerate(documented):
        if n not in used:
            wrong += 1
            print(f"  {client} {route}: documented to be different, and is not: {one[2]}")
    same = len(direct) - wrong - accepted
    print(f"{client} {route}: {same} of {len(direct)} steps the same, {accepted} documented, {wrong} wrong")
    return 1 if wrong or len(direct) < 5 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
