"""Calls the mock with the provider's client, over JSON-RPC and over XML-RPC. Prints the code of each response."""

import sys

from INWX.Domrobot import ApiClient, ApiType

url = sys.argv[1]
for form, api_type in {"JSON": ApiType.JSON_RPC, "XML": ApiType.XML_RPC}.items():
    client = ApiClient(api_url=url, api_type=api_type)
    print(f"{form}: login:", client.login("demo", "secret")["code"])
    contact = {"type": "PERSON", "name": "Jürgen Doe", "street": "Hauptstraße 1", "city": "Köln", "pc": "01067", "cc": "DE"}
    contact |= {"voice": "+49.35112345", "email": "j@example.de"}
    created = client.call_api("contact.create", contact)
    id = created["resData"]["id"]
    print(f"{form}: create:", created["code"])
    calls = {
        "update": ("contact.update", {"id": id, "city": "Bonn"}),
        "info": ("contact.info", {"id": id}),
        "update of nobody": ("contact.update", {"id": 1, "city": "Bonn"}),
        "create without data": ("contact.create", {"type": "PERSON"}),
        "delete": ("contact.delete", {"id": id}),
        "info after delete": ("contact.info", {"id": id}),
    }
    for name, (method, parameters) in calls.items():
        response = client.call_api(method, parameters)
        print(f"{form}: {name}:", response["code"], response.get("resData", {}).get("contact", {}).get("city"))
