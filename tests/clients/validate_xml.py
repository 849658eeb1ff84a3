"""Validates the XML documents of a folder by the XML schemas of another one, with the package `xmlschema`."""

import sys
from pathlib import Path

import xmlschema


def main(schemas, documents):
    """Prints what is wrong in each document, or how many there are."""
    # The other schemas are imported by their locations.
    schema = xmlschema.XMLSchema(str(Path(schemas) / "epp-1.0.xsd"), build=False)
    for name in ("contact-1.0.xsd", "eppcom-1.0.xsd"):
        schema.import_schema(f"urn:ietf:params:xml:ns:{name.removesuffix('.xsd')}", str(Path(schemas) / name))
    schema.build()
    paths = sorted(Path(documents).glob("*.xml"))
    wrong = 0
    for path in paths:
        for error in schema.iter_errors(str(path)):
            wrong += 1
            print(f"{path.name}: {error.path}: {error.reason}\n  {path.read_text()}")
    if wrong:
        return 1
    print(f"{len(paths)} documents are valid")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
