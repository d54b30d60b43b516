"""Launch templates: tags of the template are not tags that it gives to what is launched, and no user data is not empty.
The user data of every version is read, where moto reads that of the first alone.
"""

from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.responses.launch_templates import LaunchTemplates
from moto.ec2.utils import Base64EncodedString, parse_user_data

from ..overriding import override


def install() -> None:
    @override(LaunchTemplates)
    def create_launch_template(self, was):
        answer = was()
        template = self.ec2_backend.get_launch_template(answer.result["LaunchTemplate"]["LaunchTemplateId"])
        data = template.default_version().data
        asked = self._get_param("LaunchTemplateData.TagSpecifications", [])
        kept = [spec for spec in data.get("TagSpecifications", []) if spec["ResourceType"] != "launch-template"]
        data["TagSpecifications"] = kept if asked else []
        return answer

    @override(LaunchTemplate)
    def create_version(self, was, data, description):
        given = data.pop("UserData", None)
        if str(given or "") != "":
            data["UserData"] = given if isinstance(given, Base64EncodedString) else parse_user_data(given)
        return was(data, description)
