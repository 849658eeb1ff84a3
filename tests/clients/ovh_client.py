"""Calls the mock with the provider's client, which signs each request. Prints what the client makes of each response."""

import sys

import ovh

url, secret = sys.argv[1:]
ovh.client.ENDPOINTS["mock"] = url


def client(secret):
    """Returns a client that takes the clock of this machine for that of the server."""
    made = ovh.Client("mock", application_key="key", application_secret=secret, consumer_key="consumer", timeout=10)
    made._time_delta = 0
    return made


address = {"line1": "1 Hauptstraße", "city": "Roubaix", "zip": "59100", "country": "FR"}
contact = {"legalForm": "individual", "firstName": "Jürgen", "lastName": "Doe", "language": "fr_FR", "email": "j@example.com"}
right = client(secret)
path = f"/me/contact/{right.post('/me/contact', **contact, address=address)['id']}"
calls = {
    "update": lambda: right.put(path, phone="+33.123456789"),
    "info": lambda: right.get(path),
    "update without data": lambda: right.put(path),
    "info of nobody": lambda: right.get("/me/contact/2"),
    "info with a wrong secret": lambda: client("another").get(path),
}
for name, call in calls.items():
    try:
        read = call()
        print(f"{name}: {read.get('firstName')} {read.get('phone')}")
    except Exception as error:
        print(f"{name}: {type(error).__name__}")
