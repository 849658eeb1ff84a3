"""Calls the mock with the provider's client over JSON-RPC. Prints the code of each response."""

import sys

from INWX.Domrobot import ApiClient, ApiType

url = sys.argv[1]
client = ApiClient(api_url=url, api_type=ApiType.JSON_RPC)
print("login:", client.login("demo", "secret")["code"])
contact = {"type": "PERSON", "name": "Jürgen Doe", "street": "Hauptstraße 1", "city": "Köln", "pc": "01067", "cc": "DE"}
contact |= {"voice": "+49.35112345", "email": "j@example.de"}
created = client.call_api("contact.create", contact)
id = created["resData"]["id"]
print("create:", created["code"])
calls = {
    "update": lambda: client.call_api("contact.update", {"id": id, "city": "Bonn"}),
    "info": lambda: client.call_api("contact.info", {"id": id}),
    "update of nobody": lambda: client.call_api("contact.update", {"id": 1, "city": "Bonn"}),
    "create without data": lambda: client.call_api("contact.create", {"type": "PERSON"}),
    "delete": lambda: client.call_api("contact.delete", {"id": id}),
    "info after delete": lambda: client.call_api("contact.info", {"id": id}),
}
for name, call in calls.items():
    response = call()
    print(f"{name}:", response["code"], response.get("resData", {}).get("contact", {}).get("city"))
