"""Holds every import file of the scenarios and the demo to the published schema of its kind.

    hold_to_schema.py SOURCE_DIR

Names those that do not hold, and as a check of the check a file with a key too many.
"""

import json
import pathlib
import sys

import jsonschema

REFUSED = {"threshold_0.json"}  # What a scenario shows to be refused, the schema refuses too.


def faults(document, schemas):
    schema = schemas.get(document["kind"])
    if schema is None:
        return ["no schema of this kind"]
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(document)]


def main(source):
    root = pathlib.Path(source)
    schemas = {}
    for file in (root / "assets/schema").glob("*.json"):
        schemas[file.stem] = json.loads(file.read_text())
        jsonschema.Draft7Validator.check_schema(schemas[file.stem])
    wrong = 0
    kinds = set()
    files = [*(root / "tests/scenarios/data").glob("*.json"), *(root / "assets/demo").glob("*.json")]
    for file in files:
        document = json.loads(file.read_text())
        kinds.add(document["kind"])
        found = faults(document, schemas)
        if file.name in REFUSED:
            found = [] if found else ["holds, and should not"]
        for message in found:
            wrong += 1
            print(f"{file.name}: {message}")
        if not faults(dict(document, more=1), schemas):
            wrong += 1
            print(f"{file.name}: a key too many goes unseen")
    print(len(files), "files of", len(kinds), "kinds")
    return 0 if wrong == 0 and len(kinds) >= 10 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
