"""Calls the mock with a client for Python. Each line of the input is a call; each line of the output says what the client
makes of the response."""

import dataclasses
import json
import sys

from domainrobot import Domainrobot
from domainrobot.exceptions import DomainrobotApiError


def data(response):
    """Returns the contacts of a response as a program would send them back: without the members that have no value."""
    contacts = []
    for contact in response.data or []:
        members = dataclasses.asdict(contact) if dataclasses.is_dataclass(contact) else contact
        extra = members.pop("extra", {})
        contacts.append({name: value for name, value in (members | extra).items() if value is not None})
    return contacts


def main():
    url, user, password = sys.argv[1:]
    contacts = Domainrobot(user, password, context=4, base_url=url, timeout=10).contact
    calls = {
        "create": lambda call: contacts.create(call["contact"]),
        "info": lambda call: contacts.info(call["id"]),
        "update": lambda call: contacts.update(call["id"], call["contact"]),
        "delete": lambda call: contacts.delete(call["id"]),
        "list": lambda call: contacts.list(call["query"], keys=call["keys"]),
    }
    for line in sys.stdin:
        call = json.loads(line)
        try:
            response = calls[call["call"]](call)
            answer = {"succeeded": True, "status": response.status_code, "data": data(response)}
        except DomainrobotApiError as error:
            answer = {"succeeded": False, "status": error.status_code, "body": error.response_body}
        except Exception as error:  # The client lets some errors of its libraries through.
            answer = {"succeeded": False, "problem": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=lambda value: value.isoformat()), flush=True)


main()
