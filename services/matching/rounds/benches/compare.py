#!/usr/bin/env python3
"""Runs our solver and other people's on the same instance files and prints the ratios of CPU time and of peak memory.

    services/matching/rounds/benches/compare.py             everything: half an hour, 7 GB of memory
    services/matching/rounds/benches/compare.py tight fair  only these

What it needs it installs from PyPI into a folder outside the repository, where the instances go too (--folder).
Each solver has a process of its own. Times are of solving only, from the problem in memory; reading, in which ours also sorts the
lists and OR-tools also takes in its arcs, is a column of its own.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parents[4]
CASES = {
    "slack": ("slack", 100_000, 10_000, 20),
    "tight": ("tight", 100_000, 10_000, 8),
    "fewest-unmatched": ("fewest-unmatched", 100_000, 10_000, 5),
    "overloaded": ("overloaded", 100_000, 10_000, None),
    "slack-million": ("slack", 1_000_000, 50_000, 9),
    "overloaded-million": ("overloaded", 1_000_000, 50_000, 6),
}


def ours_built():
    command = ["cargo", "bench", "-p", "rounds", "--no-run", "--message-format", "json"]
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    made = [json.loads(line) for line in out.splitlines()]
    return next(m["executable"] for m in made if m.get("executable") and m["target"]["kind"] == ["bench"])


def peers_installed(folder):
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "numpy", "ortools", "matching"], check=True)
    return python


def answer(*command):
    out = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
    return json.loads(out.splitlines()[-1])


def file_of(binary, folder, kind, requests, options):
    path = folder / f"{kind}-{requests}-{options}"
    if not path.exists():
        answer(binary, "write", path, kind, requests, options)
    return path


def optimum(binary, python, folder, name):
    kind, requests, options, goal = CASES[name]
    path = file_of(binary, folder, kind, requests, options)
    ours = min((answer(binary, "solve", path) for _ in range(3)), key=lambda run: run["solve_us"])
    theirs = answer(python, HERE, "--peer", "ortools", path)
    assert ours["objective"] == theirs["objective"], (name, ours, theirs)
    ratio = theirs["solve_us"] / ours["solve_us"]
    memory = theirs["peak_kb"] / ours["peak_kb"]
    print(f"| {name}, {requests:,} x {options:,} | {ours['solve_us'] / 1e6:.2f} s (+ {ours['read_us'] / 1e6:.2f} s reading, {ours['settle_us'] / 1e6:.2f} s settling), "
          f"{ours['peak_kb'] / 1024:,.0f} MB | {theirs['solve_us'] / 1e6:.1f} s (+ {theirs['read_us'] / 1e6:.2f} s), "
          f"{theirs['peak_kb'] / 1024:,.0f} MB | {ratio:.1f} (goal {goal or '-'}); memory 1/{memory:.1f} |", flush=True)


def fair(binary, python, folder):
    path = file_of(binary, folder, "tight", 10_000, 1000)
    ours = answer(binary, "fair", path, folder / "fair.txt")
    theirs = answer(python, HERE, "--peer", "matching", path, folder / "fair.txt")
    ratio = theirs["solve_us"] / ours["run_us"]
    print(f"| fair order, 10,000 x 1,000 | {ours['run_us'] / 1e3:.2f} ms | {theirs['solve_us'] / 1e6:.2f} s "
          f"| {ratio:,.0f} (goal 800); the same answer |", flush=True)


def warm(binary, folder):
    for kind, goal in [("slack", "3 us"), ("tight", "2 ms")]:
        run = answer(binary, "warm", file_of(binary, folder, kind, 100_000, 10_000), kind, 2000)
        print(f"| one more request, {kind} | median {run['p50_us']:.1f} us, 99 % {run['p99_us']:,.0f} us; "
              f"one withdrawn {run['withdraw_p50_us']:.1f} us, {run['withdraw_p99_us']:,.0f} us | | goal {goal} |", flush=True)


def prices(binary, folder):
    run = answer(binary, "prices", file_of(binary, folder, "tight", 100_000, 10_000))
    print(f"| a night's prices, 100,000 x 10,000, a floor at every third option | {run['price_us'] / 1e6:.2f} s, {run['peak_kb'] / 1024:,.0f} MB "
          f"| | gap {run['gap_millionths']} millionths (goal below 1,000) |", flush=True)


def objectives(binary, folder):
    for requests, options in [(1000, 100), (10_000, 1000)]:
        run = answer(binary, "objectives", file_of(binary, folder, "overloaded", requests, options))
        proved = "proved the best" if run["proved"] else "the worst-off group searched for, not proved"
        print(f"| a round by the objectives, {requests:,} x {options:,} | {run['once_us'] / 1e6:.2f} s, with the price of two objectives "
              f"{run['with_prices_us'] / 1e6:.2f} s | | {proved} |", flush=True)


def peer_ortools(path):
    import numpy
    from ortools.graph.python import min_cost_flow

    data = path.read_bytes()
    requests, options, entries = (int(n) for n in numpy.frombuffer(data, "<u8", 3))
    at = 24

    def take(number, kind):
        nonlocal at
        array = numpy.frombuffer(data, kind, number, at)
        at += array.nbytes
        return array

    starts, to, cost = take(requests + 1, "<u4"), take(entries, "<u4"), take(entries, "<u4")
    openings, unmatched = take(options, "<u4"), take(requests, "<i8")
    end = requests + options
    people = numpy.arange(requests, dtype=numpy.int32)
    begun = cpu()
    flow = min_cost_flow.SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(numpy.repeat(people, numpy.diff(starts.astype(numpy.int64))), (to + requests).astype(numpy.int32),
        numpy.ones(entries, numpy.int64), cost.astype(numpy.int64))
    add(people, numpy.full(requests, end, numpy.int32), numpy.ones(requests, numpy.int64), unmatched)
    add(numpy.arange(requests, end, dtype=numpy.int32), numpy.full(options, end, numpy.int32),
        openings.astype(numpy.int64), numpy.zeros(options, numpy.int64))
    supply = numpy.zeros(end + 1, numpy.int64)
    supply[:requests] = 1
    supply[end] = -requests
    flow.set_nodes_supplies(numpy.arange(end + 1, dtype=numpy.int32), supply)
    read = cpu()
    assert flow.solve() == flow.OPTIMAL
    return {"read_us": read - begun, "solve_us": cpu() - read, "objective": int(flow.optimal_cost()), "peak_kb": peak()}


def peer_matching(path, answers):
    from matching.games import HospitalResident

    import numpy

    requests, options, entries = (int(n) for n in numpy.frombuffer(path.read_bytes(), "<u8", 3))
    openings = numpy.frombuffer(path.read_bytes(), "<u4", options, 24 + 4 * (requests + 1) + 8 * entries)
    people, places, asked = {}, {}, {option: [] for option in range(options) if openings[option]}
    for request, line in enumerate(answers.read_text().splitlines()):
        order, place, *choices = line.split()
        places[request] = int(place)
        pairs = [tuple(int(n) for n in choice.split(":")) for choice in choices]
        people[request] = [option for option, _ in pairs if openings[option]]
        for option, band in pairs:
            if openings[option]:
                asked[option].append((band, int(order), request))
    asked = {option: [request for *_, request in sorted(keys)] for option, keys in asked.items() if keys}
    people = {request: choices for request, choices in people.items() if choices}
    game = HospitalResident.create_from_dictionaries(people, asked, {option: int(openings[option]) for option in asked})
    read = cpu()
    solved = game.solve(optimal="resident")
    done = cpu()
    theirs = {resident.name: hospital.name for hospital, residents in solved.items() for resident in residents}
    assert all(theirs.get(request, -1) == place for request, place in places.items())
    return {"solve_us": done - read, "peak_kb": peak()}


def cpu():
    import time

    return time.process_time_ns() // 1000


def peak():
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


OURS_ALONE = {"warm": warm, "prices": prices, "objectives": objectives}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / "alongside-compare")
    parser.add_argument("--peer", choices=["ortools", "matching"], help=argparse.SUPPRESS)
    parser.add_argument("words", nargs="*", metavar="case", help=f"{', '.join([*CASES, 'fair', *OURS_ALONE])}")
    options = parser.parse_args()
    if options.peer:
        peer = {"ortools": peer_ortools, "matching": peer_matching}[options.peer]
        # `matching` copies its players by a recursion as deep as there are people.
        sys.setrecursionlimit(10**7)
        threading.stack_size(1 << 30)
        thread = threading.Thread(target=lambda: print(json.dumps(peer(*map(pathlib.Path, options.words)))))
        thread.start()
        return thread.join()
    options.folder.mkdir(parents=True, exist_ok=True)
    binary, python = ours_built(), peers_installed(options.folder)
    wanted = options.words or [*CASES, "fair", *OURS_ALONE]
    print("| what | ours | theirs | CPU time of theirs divided by ours |\n|---|---|---|---|", flush=True)
    for name in wanted:
        if name == "fair":
            fair(binary, python, options.folder)
        elif name in OURS_ALONE:
            OURS_ALONE[name](binary, options.folder)
        else:
            optimum(binary, python, options.folder, name)


main()
