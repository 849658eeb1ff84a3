"""Calls the mock with the provider's client. Prints the code of each response, and a property of it."""

import sys

from centralnicreseller.apiconnector.apiclient import APIClient

client = APIClient().setURL(sys.argv[1] + "/api/call.cgi").setCredentials("demo", sys.argv[2])


def call(name, command, column=None):
    response = client.request(command)
    found = response.getColumn(column) if column else None
    print(f"{name}:", response.getCode(), found.getData() if found else None)
    return response


contact = {"FIRSTNAME": "Jürgen", "LASTNAME": "Doe = Sons", "STREET": ["Hauptstraße 1", "Hof"], "ZIP": "01067", "CITY": "Köln"}
contact |= {"COUNTRY": "DE", "PHONE": "+49.35112345", "EMAIL": "j@example.de"}
created = client.request({"COMMAND": "AddContact"} | contact)
print("create:", created.getCode())
handle = created.getColumn("CONTACT").getData()[0]
call("update", {"COMMAND": "ModifyContact", "CONTACT": handle, "CITY": "Bonn"}, "CITY")
call("info", {"COMMAND": "StatusContact", "CONTACT": handle}, "CITY")
call("street", {"COMMAND": "StatusContact", "CONTACT": handle}, "STREET")
call("name", {"COMMAND": "StatusContact", "CONTACT": handle}, "LASTNAME")
call("update of nobody", {"COMMAND": "ModifyContact", "CONTACT": "P-0", "CITY": "Bonn"})
call("create without data", {"COMMAND": "AddContact", "CITY": "Bonn"})
client.setCredentials("demo", "another")
call("info with a wrong password", {"COMMAND": "StatusContact", "CONTACT": handle})
