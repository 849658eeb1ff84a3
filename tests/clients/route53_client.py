"""Calls the mock with the client of AWS, which signs each request. Prints what the client makes of each response."""

import sys

import boto3
from botocore.config import Config

url, secret = sys.argv[1:]


def client(secret):
    """Returns a client that sends each request once."""
    keys = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": secret, "region_name": "us-east-1"}
    return boto3.client("route53domains", endpoint_url=url, config=Config(retries={"total_max_attempts": 1}), **keys)


right = client(secret)
contact = {"FirstName": "Jürgen", "LastName": "Doe", "ContactType": "PERSON", "CountryCode": "CA", "PhoneNumber": "+1.5141234567"}
contact["ExtraParams"] = [{"Name": "CA_LEGAL_TYPE", "Value": "RES"}, {"Name": "BIRTH_COUNTRY", "Value": "CA"}]
consent = {"MaxPrice": 12.5, "Currency": "USD"}
organization = contact | {"ContactType": "COMPANY"}
calls = {
    "update": lambda: right.update_domain_contact(DomainName="example.ca", RegistrantContact=contact, Consent=consent)["OperationId"] != "",
    "detail": lambda: right.get_domain_detail(DomainName="example.ca")["DomainName"],
    "update without a contact": lambda: right.update_domain_contact(DomainName="example.ca"),
    "update with wrong data": lambda: right.update_domain_contact(DomainName="example.ca", TechContact=organization),
    "detail with a wrong secret": lambda: client("another").get_domain_detail(DomainName="example.ca"),
}
for name, call in calls.items():
    try:
        print(f"{name}: {call()}")
    except Exception as error:
        print(f"{name}: {type(error).__name__}")
