"""Calls the mock with a client whose paths the provider does not have. Prints the error of each call."""

import sys

from realtimeregister import Client

url = sys.argv[1]
client = Client("key-0123", customer="acme", timeout=10)
client.base_url = f"{url}/v2"
contacts = client.contacts
calls = {
    "list": lambda: contacts.list(),
    "get": lambda: contacts.get("jane"),
    "create": lambda: contacts.create("jane", "brand", "Jane Doe", "jane@example.org", "+31.384530752", {"city": "Zwolle"}),
    "update": lambda: contacts.update("jane", email="jane@example.org"),
    "delete": lambda: contacts.delete("jane"),
}
for name, call in calls.items():
    try:
        call()
        print(f"{name}: no error")
    except Exception as error:
        print(f"{name}: {type(error).__name__}")
