#!/usr/bin/env python3
"""Checks the files of data/ by themselves and against each other. Standard library only; prints every problem, exits 1 on any."""

import csv
import json
import math
import re
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
CODE = re.compile(r"[a-z][a-z0-9_]*")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
URGENCIES = ["routine", "soon", "urgent", "emergency"]
CERTIFICATES = ["local_aide", "assistant", "intermediate", "senior"]
CLEARANCES = {"children", "disability", "home_visit"}
ROLES = {
    "resident", "social_worker", "volunteer", "community_officer", "street_officer", "county_officer", "city_officer",
    "agency", "property", "donor", "grid_worker", "admin",
}
SENSITIVE = {
    "domestic_violence", "self_harm", "child_protection", "community_correction", "reentry_support", "drug_recovery",
    "violence_in_progress",
}
GROUPS = [
    "elderly_care", "child", "disability", "health", "mental", "legal_mediation", "livelihood", "environment_compound", "safety", "other",
]

problems: list[str] = []


def expect(condition: object, message: str) -> None:
    if not condition:
        problems.append(message)


def load(name: str) -> dict:
    with open(DATA / name, "rb") as file:
        return tomllib.load(file)


def is_day(text: object) -> bool:
    try:
        date.fromisoformat(str(text))
    except ValueError:
        return False
    return isinstance(text, str)


def codes(table: list[dict], what: str) -> set[str]:
    """Codes of a list of entries: unique, snake_case, each with a Chinese and an English name."""
    seen = Counter(entry.get("code") for entry in table)
    for code, times in seen.items():
        expect(times == 1, f"{what}: {code} is there {times} times")
        expect(code and CODE.fullmatch(code), f"{what}: {code} is no snake_case code")
    for entry in table:
        expect(entry.get("zh") and entry.get("en"), f"{what}: {entry.get('code')} lacks a name")
    return set(seen)


def check_taxonomy(t: dict) -> None:
    expect(is_day(t["effective_from"]), "taxonomy: effective_from is no day")
    skills, groups = codes(t["skills"], "skills"), codes(t["groups"], "groups")
    categories, hotlines = codes(t["categories"], "categories"), codes(t["hotlines"], "hotlines")
    referrals, dialects = codes(t["referrals"], "referrals"), codes(t["dialects"], "dialects")
    codes(t["target_groups"], "target_groups")
    expect([g["code"] for g in t["groups"]] == GROUPS, "taxonomy: groups")
    expect(len(skills) <= 64, "more skills than bits")
    expect(len(dialects) <= 32, "more dialects than bits")
    for hotline in t["hotlines"]:
        expect(re.fullmatch(r"\d{3,5}", hotline["number"]), f"hotline {hotline['code']}: odd number")
    for referral in t["referrals"]:
        expect(referral.get("hotline") in hotlines | {None}, f"referral {referral['code']}: unknown hotline")

    allowed = {
        "code", "group", "zh", "en", "summary_zh", "summary_en", "skills", "certificate", "volunteers", "urgency", "accept_within_minutes",
        "serve_within_hours", "duration_minutes", "sensitive", "clearance", "hotline", "triage", "refer_to",
    }
    for c in t["categories"]:
        name = f"category {c['code']}"
        triage = c["triage"]
        expect(set(c) <= allowed, f"{name}: unknown fields {set(c) - allowed}")
        missing = allowed - {"certificate", "hotline", "refer_to"} - set(c)
        expect(not missing, f"{name}: lacks {missing}")
        expect(c["group"] in groups, f"{name}: unknown group")
        expect(set(c["skills"]) <= skills, f"{name}: unknown skills {set(c['skills']) - skills}")
        expect(set(c["clearance"]) <= CLEARANCES, f"{name}: unknown clearance")
        expect(c.get("certificate") in [None, *CERTIFICATES], f"{name}: unknown certificate")
        expect(c["urgency"] in URGENCIES, f"{name}: unknown urgency")
        expect(triage in ("social_work", "administrative", "emergency"), f"{name}: unknown triage")
        expect(c.get("hotline") in hotlines | {None}, f"{name}: unknown hotline")
        expect(c.get("refer_to") in referrals | {None}, f"{name}: unknown referral")
        expect(0 <= c["volunteers"] <= 4, f"{name}: volunteers")
        expect(c["volunteers"] == 0 or "certificate" in c, f"{name}: volunteers need a certified lead")
        expect(c["accept_within_minutes"] > 0 and c["duration_minutes"] > 0, f"{name}: a time is not positive")
        expect(c["accept_within_minutes"] <= c["serve_within_hours"] * 60, f"{name}: serves before it is accepted")
        expect(len(c["summary_zh"]) <= 30, f"{name}: the summary is too long for a phone")
        expect((c["urgency"] == "emergency") == (triage == "emergency"), f"{name}: urgency and triage disagree")
        if triage == "social_work":
            expect("refer_to" not in c, f"{name}: refers away what is social work")
        else:
            expect("refer_to" in c and not c["skills"] and c["volunteers"] == 0, f"{name}: nobody is offered it, so nobody is asked for")
        if triage == "emergency":
            expect("hotline" in c, f"{name}: an emergency without a number")
        expect(c["sensitive"] == (c["code"] in SENSITIVE), f"{name}: is it sensitive?")
        if c["sensitive"]:
            expect(c["volunteers"] == 0, f"{name}: sensitive, with volunteers")
    expect({c["group"] for c in t["categories"]} == groups, "a group has no category")
    neutral = {(c["summary_zh"], c["triage"]) for c in t["categories"] if c["sensitive"]}
    expect(len(neutral) == 2, "sensitive categories are told apart by their summaries")
    used = {s for c in t["categories"] for s in c["skills"]}
    expect(used == skills, f"skills that no category asks for: {skills - used}")
    expect(SENSITIVE <= categories, "a sensitive category is missing")


def check_policy(p: dict) -> None:
    seen = Counter((r["key"], r["effective_from"]) for r in p["rules"])
    expect(max(seen.values()) == 1, "policy: two values for one key and day")
    now: dict[str, object] = {}
    for r in sorted(p["rules"], key=lambda r: r["effective_from"]):
        name = f"policy {r['key']}"
        expect(set(r) == {"key", "value", "unit", "effective_from", "source", "assumption"}, f"{name}: fields {set(r)}")
        expect(KEY.fullmatch(r["key"]), f"{name}: no dotted snake_case key")
        expect(type(r["value"]) in (int, str), f"{name}: neither integer nor string")
        expect(type(r["assumption"]) is bool and r["source"] and r["unit"], f"{name}: source, unit or assumption")
        expect(is_day(r["effective_from"]), f"{name}: effective_from is no day")
        now[r["key"]] = r["value"]
    levels = [now[f"allowance.{level}_fen"] for level in CERTIFICATES]
    expect(levels == sorted(levels), "allowance falls with the level")
    expect(levels[0] >= now["allowance.min_fen"] and levels[-1] <= now["allowance.max_fen"], "allowance outside its range")
    expiries = [now[f"offers.expiry_seconds.{urgency}"] for urgency in URGENCIES]
    expect(expiries == sorted(expiries, reverse=True), "an urgent offer waits longer than a routine one")
    # A key that the server asks for and nobody wrote would silently be the code's own fallback.
    for source in sorted((ROOT / "api" / "src").rglob("*.rs")):
        if source.name != "policy.rs":  # its tests bring rules of their own
            for key in re.findall(r'policy\s*\.(?:number|duration|text|rule)\(\s*"([^"]+)"', source.read_text(encoding="utf-8")):
                expect(key in now, f"{source.relative_to(ROOT)}: no rule has the key {key}")
    rings = [now[f"rings.volunteer_metres.{i}"] for i in (1, 2, 3)]
    expect(rings == sorted(rings), "volunteers' rings do not widen")


def check_risks(r: dict, t: dict) -> None:
    hotlines = {h["code"] for h in t["hotlines"]}
    codes = [risk["code"] for risk in r["risks"]]
    expect(len(codes) == len(set(codes)), "risk words: two risks with one code")
    seen: Counter = Counter()
    for risk in r["risks"]:
        name = f"risk {risk['code']}"
        expect(set(risk) == {"code", "urgency", "hotlines", "two", "words"}, f"{name}: fields {set(risk)}")
        expect(risk["urgency"] in ("urgent", "emergency"), f"{name}: not urgent")
        expect(risk["hotlines"] and set(risk["hotlines"]) <= hotlines, f"{name}: hotlines")
        expect(risk["words"] and all(w == w.lower().strip() and len(w) > 1 for w in risk["words"]), f"{name}: words")
        seen.update(risk["words"])
    expect(max(seen.values()) == 1, "risk words: a word stands twice")


def crosses(ring: list, lon: float, lat: float) -> int:
    hits = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > lat) != (y2 > lat) and x1 + (lat - y1) / (y2 - y1) * (x2 - x1) < lon:
            hits += 1
    return hits


def check_divisions(meta: dict, geo: dict) -> dict[str, dict]:
    with open(DATA / "divisions.csv", encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    by_code = {d["code"]: d for d in table}
    expect(list(table[0]) == ["code", "name", "kind", "lon", "lat", "place_source"], "divisions: header")
    expect([d["code"] for d in table] == sorted(by_code), "divisions: not sorted by a unique code")

    rings = {}
    for f in geo["features"]:
        g = f["geometry"]
        polygons = [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]
        rings[f["properties"]["code"]] = [ring for polygon in polygons for ring in polygon]
        expect(by_code[f["properties"]["code"]]["name"] == f["properties"]["name"], f"county {f['id']}: names differ")
    expect(geo["properties"]["datum"] == "WGS-84", "counties: datum")
    expect(all(ring[0] == ring[-1] and len(ring) >= 4 for r in rings.values() for ring in r), "counties: a ring is open")
    expect(set(rings) == {c for c in by_code if len(c) == 6}, "counties: polygons and divisions differ")

    parents = {4: 0, 6: 4, 9: 6, 12: 9}
    spots = []
    for d in table:
        code, kind = d["code"], d["kind"]
        parent = code[: parents[len(code)]]
        expect(not parent or parent in by_code, f"{code}: no parent")
        if len(code) == 12:
            n = int(code[9:])
            wanted = "urban" if n < 200 else "village" if n < 400 else "station"
        elif len(code) == 9:
            wanted = "street" if int(code[6:]) < 100 else "town"
        elif len(code) == 6:
            wanted = {"区": "district", "县": "county", "市": "county_city"}[d["name"][-1]]
        else:
            wanted = "city"
        expect(kind == wanted, f"{code}: {kind} instead of {wanted}")
        expect(all(re.fullmatch(r"\d{2,3}\.\d{5}", d[axis]) for axis in ("lon", "lat")), f"{code}: not 5 decimals")
        expect(d["place_source"] == "synthetic", f"{code}: place_source")
        lon, lat = float(d["lon"]), float(d["lat"])
        if len(code) >= 6:
            expect(sum(crosses(ring, lon, lat) for ring in rings[code[:6]]) % 2, f"{code}: outside its county")
        if len(code) == 12:
            spots.append((lat, lon, code))
    by_length = Counter({4: "city", 6: "counties", 9: "streets", 12: "communities"}[len(d["code"])] for d in table)
    kinds = Counter(d["kind"] for d in table if d["kind"] != "city")
    counted = {**by_length, **kinds}
    expect(counted == meta["counts"], f"divisions.toml counts {meta['counts']}, the file has {counted}")
    expect(2 * kinds["urban"] + kinds["village"] == 4796, "required posts are not 4,796")

    spots.sort()
    nearest = math.inf
    for i, (lat, lon, code) in enumerate(spots):
        for lat2, lon2, code2 in spots[i + 1 :]:
            if (lat2 - lat) * 111_195 > 150:
                break
            apart = math.hypot((lat2 - lat) * 111_195, (lon2 - lon) * 111_195 * math.cos(math.radians(lat)))
            nearest = min(nearest, apart)
            expect(apart >= 150, f"{code} and {code2} are {apart:.0f} m apart")
    return by_code


def check_zones(z: dict, divisions: dict[str, dict]) -> None:
    codes(z["zones"], "zones")
    taken = Counter(street for zone in z["zones"] for street in zone["streets"])
    for street, times in taken.items():
        expect(times == 1, f"zones: {street} is in {times} zones")
        expect(divisions.get(street, {}).get("kind") in ("street", "town"), f"zones: {street} is no street")
    # The names in the comments are for the reader: they must be those of the codes.
    named = re.findall(r'"(\d{9})", # (\S+) (\S+)', (DATA / "management_zones.toml").read_text(encoding="utf-8"))
    expect({code for code, _, _ in named} == set(taken), "zones: a street without a name beside it")
    for code, county, street in named:
        real = (divisions[code[:6]]["name"], divisions[code]["name"])
        expect((county, street) == real, f"zones: {code} is {real}, not {county} {street}")


def check_demo(d: dict, t: dict, divisions: dict[str, dict]) -> None:
    skills = {s["code"] for s in t["skills"]}
    group_of = {c["code"]: c["group"] for c in t["categories"]}
    lists = {
        "target_groups": {x["code"] for x in t["target_groups"]},
        "dialects": {x["code"] for x in t["dialects"]},
        "skills": skills,
        "clearance": CLEARANCES,
    }
    expect(re.fullmatch(r"12\d", d["phone_prefix"]), "demo: the phone prefix may be somebody's")
    expect(all("邻" in name for name in d["given_names"]), "demo: a given name is not recognisable")
    expect(all(name.startswith("示范") for name in d["compounds"]), "demo: a compound is not recognisable")
    for key in ("surnames", "given_names", "compounds"):
        expect(len(set(d[key])) == len(d[key]), f"demo: {key} repeat")
    expect(Counter(a["role"] for a in d["accounts"]) == Counter([*ROLES, "social_worker"]), "demo: roles of the accounts")
    for field in ("key", "phone", "name"):
        values = [a[field] for a in d["accounts"]]
        expect(len(set(values)) == len(values), f"demo: accounts share a {field}")
    level = {4: "city", 6: "county", 9: "street", 12: "community"}
    for a in d["accounts"]:
        expect({"role", "phone", "name", "division", "label_zh"} <= set(a), f"demo: {a['key']} lacks a field")
        expect(re.fullmatch(d["phone_prefix"] + r"\d{8}", a["phone"]) and len(a["phone"]) == d["phone_digits"], f"demo: phone of {a['key']}")
        expect(a["phone"] < d["phone_first_seeded"], f"demo: {a['key']} collides with the seed")
        expect(a["name"][0] in d["surnames"] and a["name"][1:] in d["given_names"], f"demo: name of {a['key']}")
        expect(a["division"] in divisions, f"demo: scope of {a['key']}")
        if a["role"].endswith("_officer"):
            expect(a["role"] == f"{level[len(a['division'])]}_officer", f"demo: level of {a['key']}")
        for field, known in lists.items():
            expect(set(a.get(field, [])) <= known, f"demo: {a['key']} has unknown {field}")
        expect(a.get("certificate") in [None, *CERTIFICATES], f"demo: certificate of {a['key']}")
        expect(a.get("compound") in [None, *d["compounds"]], f"demo: compound of {a['key']}")
    home = {a["division"] for a in d["accounts"] if len(a["division"]) == 12}
    expect(len(home) == 1 and divisions[home.pop()]["kind"] == "urban", "demo: the story is not in one urban community")

    per_group: Counter[str] = Counter()
    for entry in d["descriptions"]:
        expect(group_of.get(entry["category"]) == entry["group"], f"demo: {entry['category']} is not of {entry['group']}")
        per_group[entry["group"]] += len(entry["texts"])
    described = [entry["category"] for entry in d["descriptions"]]
    expect(sorted(described) == sorted(group_of), f"demo: texts for {set(group_of) ^ set(described)}")
    expect(all(n >= 12 for n in per_group.values()), f"demo: texts per group {per_group}")
    expect(sorted(c["overall"] for c in d["comments"]) == [1, 2, 3, 4, 5], "demo: comments for each rating")
    recorded = {r["group"] for r in d["records"]}
    served = {c["group"] for c in t["categories"] if c["triage"] == "social_work"}
    expect(recorded == served, f"demo: records for {recorded ^ served}")
    texts = [x for key in ("descriptions", "records", "comments") for entry in d[key] for x in entry["texts"]]
    expect(not any(re.search(r"\d{7,}", x) for x in texts), "demo: a text has a number like a phone")


def main() -> int:
    taxonomy, divisions_meta = load("taxonomy.toml"), load("divisions.toml")
    geo = json.loads((DATA / "counties.geo.json").read_text(encoding="utf-8"))
    check_taxonomy(taxonomy)
    policy = load("policy.toml")
    check_policy(policy)
    check_risks(load("risk_words.toml"), taxonomy)
    divisions = check_divisions(divisions_meta, geo)
    zones = load("management_zones.toml")
    check_zones(zones, divisions)
    demo = load("demo.toml")
    check_demo(demo, taxonomy, divisions)

    for path in DATA.iterdir():
        text = path.read_text(encoding="utf-8")
        expect("\r" not in text and text.endswith("\n"), f"{path.name}: line ends")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(
        f"taxonomy {len(taxonomy['skills'])} skills, {len(taxonomy['categories'])} categories; policy {len(policy['rules'])} rules; "
        f"divisions {len(divisions)}; zones {len(zones['zones'])}; demo {len(demo['accounts'])} accounts, "
        f"{sum(len(e['texts']) for e in demo['descriptions'])} texts: {len(problems) or 'no'} problems"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
