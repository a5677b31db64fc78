"""Plays kpi.play, exports its ledger and computes the three figures anew from the events alone.

    kpi_recompute.py LINI SCENARIO OUT

Ends with 1 where a figure of `lini status --json` is another than the one computed here, and, as a
check of the check, where a changed event goes unseen.
"""

import json
import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction

JAKARTA_US = 7 * 3600 * 1_000_000


def day(event):
    """The local day of an event of a site in Jakarta."""
    return date(1970, 1, 1) + timedelta(microseconds=event["at_utc_us"] + JAKARTA_US)


def body(event):
    found = event["body"]
    return json.loads(found) if isinstance(found, str) else found


def figures(events):
    """Per KPI code: (numerator, denominator) over all orders that were handed over."""
    orders = {}
    for event in events:
        if event["order_no"]:
            orders.setdefault(event["order_no"], []).append(event)
    sums = {"lead_time": [0, 0], "defect_rate": [0, 0], "on_time": [0, 0]}
    for own in orders.values():
        paid = shipped = closed = None
        good = bad = 0
        for event in own:
            facts, kind = body(event), event["kind"]
            if kind == "term_opened" and facts["term"] == "dp":
                paid = day(event)
            elif kind == "checkpoint_recorded" and facts["checkpoint"] == "handover":
                shipped = day(event)
            elif kind == "quantity_closed":
                closed = day(event)
            elif kind == "output_recorded" and facts["step"] == "packing":
                good += facts["quantity"]
            elif kind == "reject_recorded" and facts["step"] == "packing":
                bad += facts["quantity"]
        if closed:
            sums["defect_rate"][0] += bad
            sums["defect_rate"][1] += good + bad
        if paid and shipped:
            lead = (shipped - paid).days
            sums["lead_time"][0] += lead
            sums["lead_time"][1] += 1
            sums["on_time"][0] += 1 if lead <= 75 else 0
            sums["on_time"][1] += 1
    return {code: Fraction(*pair) for code, pair in sums.items()}


def main(lini, scenario, out):
    subprocess.run([lini, "play", scenario, "--out", out, "--seed", "7"], check=True)
    data = out + "/data"

    def run(*verb):
        words = [lini, *verb, "--data", data]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout

    events = [json.loads(line) for line in run("ledger", "export").splitlines()]
    told = {}
    for row in json.loads(run("status", "--json"))["kpi"]:
        pair = told.setdefault(row["kpi"], [0, 0])
        pair[0] += row["numerator"]
        pair[1] += row["denominator"]
    told = {code: Fraction(*pair) for code, pair in told.items()}
    print("told:", told)
    if figures(events) != told:
        print("computed anew:", figures(events))
        return 1
    for event in events:
        if event["kind"] == "reject_recorded":
            changed = dict(event, body=dict(body(event), quantity=body(event)["quantity"] + 1))
            others = [changed if other is event else other for other in events]
            return 0 if figures(others) != told else 1
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
