"""Flow logs: the options of files in S3, and destinations that are a folder of a bucket."""

from moto.ec2.models.flow_logs import FlowLogsBackend
from moto.ec2.responses.flow_logs import FlowLogs
from moto.s3.models import S3Backend

from ..overriding import override

DEFAULT_OPTIONS = {"FileFormat": "plain-text", "HiveCompatiblePartitions": False, "PerHourPartition": False}


def install() -> None:
    @override(FlowLogs)
    def create_flow_logs(self, was):
        answer = was()
        asked = self._get_param("DestinationOptions")
        for identifier in answer.result["FlowLogIds"]:
            log = self.ec2_backend.flow_logs[identifier]
            if log.log_destination_type == "s3":
                log.destination_options = {**DEFAULT_OPTIONS, **(asked or {})}
        return answer

    @override(FlowLogsBackend, "create_flow_logs")
    def create(self, was, *args, **kwargs):
        """A destination `arn:aws:s3:::bucket/folder/` names a bucket; moto looks for one of that whole name."""
        with whole_names_are_buckets():
            return was(*args, **kwargs)


class whole_names_are_buckets:
    def __enter__(self):
        self.before = S3Backend.get_bucket
        before = self.before
        S3Backend.get_bucket = lambda backend, name: before(backend, name.split("/")[0])

    def __exit__(self, *_):
        S3Backend.get_bucket = self.before
