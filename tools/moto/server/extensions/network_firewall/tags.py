"""Tags of whatever has an ARN."""

from typing import Any

from ..json_api import answer, refusal, request_of
from . import store


def tag_resource(self: Any) -> str:
    record = tagged(self)
    record.tags.update({tag["Key"]: tag["Value"] for tag in request_of(self)["Tags"]})
    return answer()


def untag_resource(self: Any) -> str:
    record = tagged(self)
    for key in request_of(self)["TagKeys"]:
        record.tags.pop(key, None)
    return answer()


def list_tags_for_resource(self: Any) -> str:
    return answer(Tags=tagged(self).tag_list or [])


ACTIONS = (tag_resource, untag_resource, list_tags_for_resource)


def tagged(self: Any) -> store.Record:
    arn = request_of(self)["ResourceArn"]
    record = store.records(self).get(arn)
    if record is None:
        raise refusal("ResourceNotFoundException", f"Unable to find {arn}")
    return record
