"""Launch templates: tags of the template are not tags that it gives to what is launched, and no user data is not empty."""

from moto.ec2.responses.launch_templates import LaunchTemplates

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
        if str(data.get("UserData") or "") == "":
            data.pop("UserData", None)
        return answer
