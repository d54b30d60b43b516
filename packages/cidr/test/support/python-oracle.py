"""Answers one JSON request for each line, from the `ipaddress` module of the standard library."""

import ipaddress
import itertools
import json
import sys


def text_of(network):
    """str(network), except that Python 3.13 began to write IPv4-mapped addresses in dotted form."""
    address = network.network_address
    if getattr(address, "ipv4_mapped", None) is None:
        return str(network)
    return "::ffff:%x:%x/%d" % (int(address) >> 16 & 0xFFFF, int(address) & 0xFFFF, network.prefixlen)


def read(text):
    if "%" in text:
        return None  # ip_network keeps a zone id; a block has none
    try:
        network = ipaddress.ip_network(text)
    except ValueError:
        return None
    return network if text_of(network) == text else None


def collapse(networks):
    return [
        text_of(network)
        for family in (4, 6)
        for network in ipaddress.collapse_addresses(n for n in networks if n.version == family)
    ]


def exclude(network, hole):
    if network.version != hole.version or not network.overlaps(hole):
        return [network]
    return [] if network.subnet_of(hole) else list(network.address_exclude(hole))


def difference(minuend, subtrahend):
    for hole in subtrahend:
        minuend = [rest for network in minuend for rest in exclude(network, hole)]
    return collapse(minuend)


def facts(network):
    return {
        "text": text_of(network),
        "first": str(int(network.network_address)),
        "last": str(int(network.broadcast_address)),
        "count": str(network.num_addresses),
    }


def relation(a, b):
    same_family = a.version == b.version
    return {
        "overlaps": same_family and a.overlaps(b),
        "contains": same_family and b.subnet_of(a),
        "isAfter": (a.version, a) > (b.version, b) if same_family else a.version > b.version,
    }


def answer(request):
    operation = request.pop("ask")
    if operation == "isRead":
        return read(request["text"]) is not None
    networks = {
        name: [ipaddress.ip_network(text) for text in value] if isinstance(value, list) else value
        for name, value in request.items()
    }
    if operation == "facts":
        return facts(ipaddress.ip_network(request["block"]))
    if operation == "relation":
        return relation(*networks["blocks"])
    if operation == "split":
        parts = ipaddress.ip_network(request["block"]).subnets(new_prefix=request["prefixLength"])
        return [text_of(part) for part in itertools.islice(parts, request["limit"])]
    if operation == "union":
        return collapse(networks["a"] + networks["b"])
    if operation == "difference":
        return difference(networks["a"], networks["b"])
    raise ValueError(operation)


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
