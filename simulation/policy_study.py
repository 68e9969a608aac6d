#!/usr/bin/python3
"""The numbers and pictures of docs/policies.md: every policy at every load, on the same visitors.

    simulation/policy_study.py build/release/bin/okno --days 100 --seeds 20

Each (policy, load) is simulated with `seeds` seeds of `days` days each; the interval is 1.96 standard errors over
the seeds. Writes docs/policies/figures.json, the tables on standard output, and docs/images/policies-*.svg.
"""
import argparse
import json
import math
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POLICIES = ["groups", "arrival", "norm", "longest-queue", "c-mu"]
LOADS = [0.70, 0.78, 0.85, 0.92, 1.05]
COLOURS = {"groups": "#8a8f98", "arrival": "#1f6feb", "norm": "#1a7f37", "longest-queue": "#bf8700", "c-mu": "#cf222e"}
FIGURES = {  # name: (how to get it, digits)
    "mean": (lambda f: f["mean_wait_minutes"], 1),
    "over 20, %": (lambda f: 100 * f["over_20_minutes"], 1),
    "over 45, %": (lambda f: 100 * f["over_45_minutes"], 2),
    "p95": (lambda f: f["wait_minutes"]["p95"], 1),
    "p99": (lambda f: f["wait_minutes"]["p99"], 1),
    "longest of a day": (lambda f: f["wait_minutes"]["longest_of_a_day"], 1),
    "worst service": (lambda f: f["worst_service_mean_minutes"], 1),
    "overtakings a day": (lambda f: f["overtakings"] / f["days"], 0),
}


def simulate(okno, plan, day, policy, load, seed, days):
    command = [okno, "simulate", "--plan", plan, "--day", day, "--policy", policy, "--load", str(load),
               "--days", str(days), "--seed", str(seed), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def interval(values):
    mean = statistics.fmean(values)
    error = 1.96 * statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0
    return mean, error


def table(results, load):
    lines = ["| policy | " + " | ".join(FIGURES) + " |", "|---|" + "---|" * len(FIGURES)]
    for policy in POLICIES:
        cells = []
        for get, digits in FIGURES.values():
            mean, error = interval([get(run) for run in results[policy, load]])
            cells.append(f"{mean:.{digits}f} ± {error:.{digits}f}")
        lines.append(f"| {policy} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def against_arrival(results):
    """Paired by seed: the same visitors under both policies."""
    lines = ["| load | over 20, norm ÷ arrival | over 45, points | mean, min | worst service, min |", "|---|---|---|---|---|"]
    for load in LOADS:
        pairs = list(zip(results["norm", load], results["arrival", load]))
        ratio = interval([a["over_20_minutes"] / b["over_20_minutes"] for a, b in pairs])
        late = interval([100 * (a["over_45_minutes"] - b["over_45_minutes"]) for a, b in pairs])
        mean = interval([a["mean_wait_minutes"] - b["mean_wait_minutes"] for a, b in pairs])
        worst = interval([a["worst_service_mean_minutes"] - b["worst_service_mean_minutes"] for a, b in pairs])
        lines.append(f"| {load:.2f} | {ratio[0]:.3f} ± {ratio[1]:.3f} | {late[0]:+.2f} ± {late[1]:.2f} | "
                     f"{mean[0]:+.2f} ± {mean[1]:.2f} | {worst[0]:+.2f} ± {worst[1]:.2f} |")
    return "\n".join(lines)


def picture(results, name, title):
    get = FIGURES[name][0]
    width, height, left, bottom, top = 720, 420, 60, 50, 50
    values = {p: [interval([get(run) for run in results[p, load]])[0] for load in LOADS] for p in POLICIES}
    most = max(max(v) for v in values.values()) * 1.08
    x = lambda i: left + i * (width - left - 170) / (len(LOADS) - 1)
    y = lambda v: height - bottom - v / most * (height - bottom - top)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="14">',
           f'<rect width="{width}" height="{height}" fill="white"/>',
           f'<text x="{left}" y="28" font-size="17" font-weight="bold">{title}</text>']
    for k in range(6):
        v = most * k / 5
        out.append(f'<line x1="{left}" x2="{width - 165}" y1="{y(v):.1f}" y2="{y(v):.1f}" stroke="#e5e7eb"/>'
                   f'<text x="{left - 8}" y="{y(v) + 5:.1f}" text-anchor="end" fill="#57606a">{v:.0f}</text>')
    for i, load in enumerate(LOADS):
        out.append(f'<text x="{x(i):.1f}" y="{height - 26}" text-anchor="middle" fill="#57606a">{load:.2f}</text>')
    out.append(f'<text x="{(left + width - 165) / 2}" y="{height - 6}" text-anchor="middle" fill="#57606a">load</text>')
    labels = sorted(POLICIES, key=lambda p: values[p][-1])
    places = []
    for policy in labels:
        place = y(values[policy][-1])
        if places and places[-1] - place < 18:
            place = places[-1] - 18
        places.append(place)
        points = " ".join(f"{x(i):.1f},{y(v):.1f}" for i, v in enumerate(values[policy]))
        weight = 3.5 if policy == "norm" else 2
        out.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[policy]}" stroke-width="{weight}"/>')
        out += [f'<circle cx="{x(i):.1f}" cy="{y(v):.1f}" r="3.5" fill="{COLOURS[policy]}"/>'
                for i, v in enumerate(values[policy])]
        out.append(f'<text x="{x(len(LOADS) - 1) + 12:.1f}" y="{place + 5:.1f}" fill="{COLOURS[policy]}">{policy}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("okno")
    arguments.add_argument("--plan", default=str(ROOT / "deploy" / "plans" / "example.toml"))
    arguments.add_argument("--day", default="lunch-peak")
    arguments.add_argument("--days", type=int, default=100)
    arguments.add_argument("--seeds", type=int, default=20)
    arguments.add_argument("--jobs", type=int, default=1)
    chosen = arguments.parse_args()
    tasks = [(p, load, 1000 + seed) for load in LOADS for p in POLICIES for seed in range(chosen.seeds)]
    with ThreadPoolExecutor(chosen.jobs) as pool:
        runs = list(pool.map(lambda t: simulate(chosen.okno, chosen.plan, chosen.day, *t, chosen.days), tasks))
    results = {}
    for (policy, load, _), run in zip(tasks, runs):
        results.setdefault((policy, load), []).append(run)
    folder = ROOT / "docs" / "policies"
    folder.mkdir(parents=True, exist_ok=True)
    kept = [{"policy": p, "load": load, "day": chosen.day, "days": chosen.days * chosen.seeds,
             **{name: dict(zip(("mean", "interval"), (round(v, 4) for v in interval([get(r) for r in results[p, load]]))))
                for name, (get, _) in FIGURES.items()}} for load in LOADS for p in POLICIES]
    (folder / "figures.json").write_text(json.dumps(kept, indent=1) + "\n")
    for name, file, title in (("over 20, %", "over-20", "Share of visitors who wait over 20 minutes, %"),
                              ("over 45, %", "over-45", "Share of visitors who wait over 45 minutes, %"),
                              ("worst service", "worst-service", "Average wait of the worst service, minutes")):
        (ROOT / "docs" / "images" / f"policies-{file}.svg").write_text(picture(results, name, title))
    print(against_arrival(results))
    for load in LOADS:
        print(f"\nLoad {load:.2f}\n")
        print(table(results, load))


if __name__ == "__main__":
    sys.exit(main())
