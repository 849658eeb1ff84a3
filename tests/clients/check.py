"""Starts `wireform mock`, lets each client call it, and compares what the client reports with what is right."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).parent
USER, PASSWORD = "customer", "p-0123"

CONTACT = {
    "type": "PERSON",
    "fname": "Jane",
    "lname": "Doe",
    "address": ["High Street 1", "Back door"],
    "pcode": "54321",
    "city": "Zwolle",
    "country": "NL",
    "email": "jane@example.org",
    "phone": "+31-38-4530752",
    "fax": "+31-38-4530753",
}

# What the mock sends for each case that is no success.
CASES = {"unauthorized": 401, "too_many_requests": 429, "error": 400, "notice": 400, "broken": 500}

# Faults, with the status that a client can see; none if it gets no whole response.
FAULTS = {"500": 500, "500:done": 500, "429:1": 429, "html": 502, "reset": None, "lost": None, "cut": None}

CALLS = [
    {"call": "create", "contact": CONTACT},
    {"call": "info", "id": 1},
    {"call": "update", "id": 1, "contact": CONTACT},
    {"call": "list", "query": {}, "keys": []},
    {"call": "delete", "id": 1},
]

failed = 0
passed = 0


def expect(what, found, wanted):
    """Counts a comparison, and prints it if it fails."""
    global failed, passed
    if found == wanted:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}\n  found:  {found}\n  wanted: {wanted}")


class Mock:
    """A mock in a process of its own, with its lines."""

    def __init__(self, *arguments):
        command = [ARGS.wireform, "mock", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split(": ", 1)[1].strip()
        self.lines = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.reader.join(timeout=10)


class Client:
    """A client in a process of its own, which takes calls as lines."""

    def __init__(self, command, url, user=USER, password=PASSWORD):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen([*command, url, user, password], **pipes)

    def call(self, call, **rest):
        self.process.stdin.write(json.dumps({"call": call, **rest}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=10)


def check_life_of_a_contact(name, command):
    """Creates, reads, updates, lists and deletes a contact."""
    with Mock("autodns", "--strict") as mock, Client(command, mock.url) as client:
        created = client.call("create", contact=CONTACT)
        expect(f"{name}: create", created["succeeded"], True)
        (contact,) = created["data"]
        id = contact["id"]
        subset = {key: contact.get(key) for key in CONTACT}
        expect(f"{name}: create returns the contact", subset, CONTACT)

        (read,) = client.call("info", id=id)["data"]
        expect(f"{name}: info", {key: read.get(key) for key in CONTACT}, CONTACT)

        # The fax number is left out, so it is deleted. An empty title is a value.
        change = {key: value for key, value in CONTACT.items() if key != "fax"}
        change |= {"city": "Deventer", "title": ""}
        expect(f"{name}: update", client.call("update", id=id, contact=change)["succeeded"], True)
        (read,) = client.call("info", id=id)["data"]
        expect(f"{name}: the city after the update", read.get("city"), "Deventer")
        expect(f"{name}: the fax number after the update", read.get("fax"), None)

        # A whole contact is written back as it was read, with one change.
        written = client.call("update", id=id, contact=read | {"email": "doe@example.org"})
        expect(f"{name}: write back what was read", written["succeeded"], True)
        (again,) = client.call("info", id=id)["data"]
        expect(f"{name}: info after writing back", again | {"updated": 0}, read | {"email": "doe@example.org", "updated": 0})

        second = client.call("create", contact=CONTACT | {"alias": "second"})["data"][0]["id"]
        listed = client.call("list", query={"filters": []}, keys=["email"])
        expect(f"{name}: list", sorted(item["id"] for item in listed["data"]), sorted([id, second]))

        expect(f"{name}: delete", client.call("delete", id=id)["succeeded"], True)
        expect(f"{name}: info after delete", client.call("info", id=id)["succeeded"], False)
        listed = client.call("list", query={}, keys=[])
        expect(f"{name}: list after delete", [item["id"] for item in listed["data"]], [second])
        expect(f"{name}: delete again", client.call("delete", id=id)["succeeded"], False)


def check_refusals(name, command):
    """Sends what the mock refuses, and looks at what the client says about it."""
    with Mock("autodns", "--strict") as mock, Client(command, mock.url) as client:
        lacks = {key: value for key, value in CONTACT.items() if key not in ("city", "address")}
        refused = client.call("create", contact=lacks)
        expect(f"{name}: create without required data", (refused["succeeded"], refused["status"]), (False, 400))
        fields = [item["value"] for message in refused["body"]["messages"] for item in message["objects"]]
        expect(f"{name}: the data that are missing", sorted(fields), ["address", "city"])
        refused = client.call("create", contact=CONTACT | {"address": []})
        expect(f"{name}: create without a line of the address", (refused["succeeded"], refused["status"]), (False, 400))
        for call in CALLS[1:3]:
            refused = client.call(**call)
            expect(f"{name}: {call['call']} of a contact that does not exist", refused["succeeded"], False)
    with Mock("autodns", "--auth", "password=another") as mock, Client(command, mock.url) as client:
        for call in CALLS:
            refused = client.call(**call)
            expect(f"{name}: {call['call']} with a wrong password", (refused["succeeded"], refused["status"]), (False, 401))


def check_failures(name, command):
    """Lets every operation fail in every documented way, and in the ways of a network."""
    for option, failures in [("--fail", CASES), ("--fault", FAULTS)]:
        for failure, status in failures.items():
            with Mock("autodns", option, failure) as mock, Client(command, mock.url) as client:
                for call in CALLS:
                    found = client.call(**call)
                    what = f"{name}: {call['call']} with {option} {failure}"
                    expect(what, found["succeeded"], False)
                    # A client may hide the status behind an error of its own.
                    if found.get("status") is not None:
                        expect(f"{what}, the status", found["status"], status)


def check_paths_of_nobody(python):
    """Lets a client call paths that the provider does not have."""
    with Mock("realtime-register") as mock:
        command = [python, HERE / "realtime_register.py", mock.url]
        printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120).stdout.split("\n")[:-1]
    calls = ["list", "get", "create", "update", "delete"]
    expect("realtimeregister: the errors of the client", printed, [f"{call}: NotFoundException" for call in calls])
    statuses = [line.rsplit(" ", 1)[1] for line in mock.lines]
    expect("realtimeregister: the responses of the mock", statuses, ["404"] * len(calls))


# What the providers' own clients print: of a community schema, the script, the options of the mock, and the lines.
COMMUNITY = [
    (
        "centralnic-reseller",
        "centralnic_reseller_client.py",
        ["--strict", "--auth", "password=s-0123"],
        [
            "create: 200",
            "update: 200 None",
            "info: 200 ['Bonn']",
            "street: 200 ['Hauptstraße 1', 'Hof']",
            "name: 200 ['Doe = Sons']",
            "update of nobody: 541 None",
            "create without data: 541 None",
            "info with a wrong password: 541 None",
        ],
    ),
    (
        "inwx",
        "inwx_client.py",
        ["--strict"],
        [
            f"{form}: {line}"
            for form in ("JSON", "XML")
            for line in (
                "login: 1000",
                "create: 1000",
                "update: 1000 None",
                "info: 1000 Bonn",
                "update of nobody: 2000 None",
                "create without data: 2000 None",
                "delete: 1000 None",
                "info after delete: 2000 None",
            )
        ],
    ),
    (
        "ovh",
        "ovh_client.py",
        ["--strict", "--auth", "application_secret=s-0123"],
        [
            "update: Jürgen +33.123456789",
            "info: Jürgen +33.123456789",
            "update without data: BadParametersError",
            "info of nobody: ResourceNotFoundError",
            "info with a wrong secret: NotGrantedCall",
        ],
    ),
    (
        "route53-domains",
        "route53_client.py",
        ["--auth", "secret_key=s-0123"],
        [
            "update: True",
            "detail: example.ca",
            "update without a contact: ClientError",
            "update with wrong data: ClientError",
            "detail with a wrong secret: ClientError",
        ],
    ),
]


def check_community(schema, script, options, wanted, python):
    """Lets a provider's own client call the mock of a community schema. The mock holds the secret and checks the signature."""
    with Mock(schema, *options) as mock:
        command = [python, HERE / script, mock.url, "s-0123"]
        printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=120).stdout.split("\n")[:-1]
    expect(f"{schema}: what the provider's client reports", printed, wanted)
    if len(options) > 1:
        unchecked = [line for line in mock.lines if "not checked" in line]
        expect(f"{schema}: signatures that the mock did not check", unchecked, [])


def specification(packages):
    """Returns the provider's Swagger of the operations on contacts, with the failures that it leaves out."""
    described = json.loads((Path(packages) / "js-domainrobot-sdk/src/lib/specs.json").read_text())
    described["paths"] = {path: described["paths"][path] for path in ["/contact", "/contact/_search", "/contact/{id}"]}
    for operations in described["paths"].values():
        for operation in operations.values():
            # A refusal has the body of a success. The schema describes no body for wrong credentials.
            operation["responses"]["400"] = operation["responses"]["200"]
            operation["responses"]["401"] = {"description": "The credentials are missing or wrong."}
    # The provider's times have an offset without a colon, which is not what the format means.
    for time in ("created", "updated"):
        del described["definitions"]["Contact"]["properties"][time]["format"]
    return described


def check_specification(packages, python):
    """Lets schemathesis make requests from the provider's Swagger, and judge the responses."""
    with tempfile.TemporaryDirectory() as folder, Mock("autodns") as mock:
        (Path(folder) / "contacts.json").write_text(json.dumps(specification(packages)))
        command = [Path(python).parent / "schemathesis", "run", "contacts.json", "--url", mock.url, "--no-color"]
        command += ["--checks", "not_a_server_error,status_code_conformance,response_schema_conformance"]
        command += ["--phases", "examples,coverage,fuzzing", "--max-examples", "25", "--seed", "7"]
        command += ["--auth", f"{USER}:{PASSWORD}", "--header", "X-Domainrobot-Context: 4"]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
    if done.returncode != 0:
        print(done.stdout)
    expect("schemathesis: the responses to requests of the specification", done.returncode, 0)
    # Requests that the mock takes are among them, for each operation.
    for operation in ("create", "update", "list", "delete", "info"):
        succeeded = any(f"contact_{operation} success" in line for line in mock.lines)
        expect(f"schemathesis: a request of {operation} succeeds", succeeded, True)
    print(f"schemathesis: {len(mock.lines)} requests")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wireform", help="the command")
    parser.add_argument("--node", help="the folder of the installed packages")
    parser.add_argument("--python", help="the interpreter that has the packages")
    parser.add_argument("--centralnic", help="the interpreter that has the client of CentralNic Reseller")
    parser.add_argument("--aws", help="the interpreter that has the client of AWS")
    return parser.parse_args()


def main():
    clients = {}
    if ARGS.node:
        os.environ["NODE_PATH"] = ARGS.node
        clients["js-domainrobot-sdk"] = ["node", str(HERE / "autodns.js")]
    if ARGS.python:
        clients["domainrobot"] = [ARGS.python, str(HERE / "autodns.py")]
    for name, command in clients.items():
        check_life_of_a_contact(name, command)
        check_refusals(name, command)
        check_failures(name, command)
    if ARGS.python:
        check_paths_of_nobody(ARGS.python)
    for schema, script, options, wanted in COMMUNITY:
        own = {"route53-domains": ARGS.aws, "centralnic-reseller": ARGS.centralnic}
        if python := own.get(schema, ARGS.python):
            check_community(schema, script, options, wanted, python)
    if ARGS.node and ARGS.python:
        check_specification(ARGS.node, ARGS.python)
    else:
        print("SKIPPED: a part of the clients, and the requests from the specification, which need all clients")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


ARGS = arguments()
main()
