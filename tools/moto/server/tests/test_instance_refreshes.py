from base64 import b64decode, b64encode

from .world import World, client

NAME = {"AutoScalingGroupName": "fleet"}


class InstanceRefreshes(World):
    """Four instances of the first version of a template, and a group that launches the second."""

    def setUp(self):
        super().setUp()
        self.scaling = client("autoscaling")
        data = {"ImageId": "ami-0123456789abcdef0", "InstanceType": "c6in.large"}
        self.ec2.create_launch_template(LaunchTemplateName="fleet", LaunchTemplateData=data)
        balancing = client("elbv2")
        made = balancing.create_target_group(Name="fleet", Protocol="TCP", Port=80, VpcId=self.vpc)
        self.targets = made["TargetGroups"][0]["TargetGroupArn"]
        self.scaling.create_auto_scaling_group(
            **NAME,
            LaunchTemplate={"LaunchTemplateName": "fleet", "Version": "1"},
            MinSize=4,
            MaxSize=8,
            VPCZoneIdentifier=",".join(self.subnets),
            TargetGroupARNs=[self.targets],
        )
        self.first = self.instances()
        data = {**data, "InstanceType": "c6in.xlarge", "UserData": b64encode(b"second").decode()}
        self.ec2.create_launch_template_version(LaunchTemplateName="fleet", LaunchTemplateData=data)
        self.scaling.update_auto_scaling_group(
            **NAME, LaunchTemplate={"LaunchTemplateName": "fleet", "Version": "2"}
        )

    def group(self):
        (group,) = self.scaling.describe_auto_scaling_groups(AutoScalingGroupNames=["fleet"])["AutoScalingGroups"]
        return group

    def instances(self):
        return {one["InstanceId"]: one["LaunchTemplate"]["Version"] for one in self.group()["Instances"]}

    def versions(self):
        return sorted(self.instances().values())

    def start(self, **preferences):
        return self.scaling.start_instance_refresh(**NAME, Preferences=preferences)["InstanceRefreshId"]

    def told(self):
        return self.scaling.describe_instance_refreshes(**NAME)["InstanceRefreshes"][0]

    def statuses(self, count):
        return [self.told()["Status"] for _ in range(count)]

    def test_another_version_reaches_no_instance_before_a_refresh(self):
        self.assertEqual(self.versions(), ["1"] * 4)
        self.assertEqual(self.scaling.describe_instance_refreshes(**NAME)["InstanceRefreshes"], [])

    def test_all_instances_are_replaced_at_once_where_twice_as_many_may_be_there(self):
        identifier = self.start(MinHealthyPercentage=100, MaxHealthyPercentage=200)
        before = self.told()
        self.assertEqual((before["InstanceRefreshId"], before["Status"]), (identifier, "Pending"))
        self.assertNotIn("StartTime", before)
        self.assertEqual(self.statuses(2), ["InProgress", "Successful"])
        after = self.told()
        self.assertEqual((after["PercentageComplete"], after["InstancesToUpdate"]), (100, 0))
        self.assertLessEqual(after["StartTime"], after["EndTime"])
        self.assertEqual(self.versions(), ["2"] * 4)
        self.assertEqual(set(self.instances()) & set(self.first), set())

    def test_instances_and_targets_are_the_new_ones_after_it(self):
        self.start(MinHealthyPercentage=0)
        self.assertEqual(self.statuses(3), ["Pending", "InProgress", "Successful"])
        found = self.ec2.describe_instances(InstanceIds=list(self.instances()))["Reservations"]
        types = {one["InstanceType"] for reservation in found for one in reservation["Instances"]}
        self.assertEqual(types, {"c6in.xlarge"})
        for identifier in self.instances():
            told = self.ec2.describe_instance_attribute(InstanceId=identifier, Attribute="userData")
            self.assertEqual(b64decode(told["UserData"]["Value"]), b"second")
        gone = self.ec2.describe_instances(InstanceIds=list(self.first))["Reservations"]
        states = {one["State"]["Name"] for reservation in gone for one in reservation["Instances"]}
        self.assertEqual(states, {"terminated"})
        health = client("elbv2").describe_target_health(TargetGroupArn=self.targets)["TargetHealthDescriptions"]
        self.assertEqual({one["Target"]["Id"] for one in health}, set(self.instances()))

    def test_no_more_instances_than_may_be_missing_are_replaced_at_once(self):
        self.start(MinHealthyPercentage=75)
        self.assertEqual(self.statuses(2), ["Pending", "InProgress"])
        self.assertEqual(self.versions(), ["1", "1", "1", "2"])
        self.assertEqual(self.told()["PercentageComplete"], 25)
        self.assertEqual(self.statuses(3), ["InProgress", "InProgress", "Successful"])
        self.assertEqual(self.versions(), ["2"] * 4)

    def test_preferences_are_those_of_aws_where_none_are_given(self):
        self.scaling.start_instance_refresh(**NAME)
        told = self.told()
        self.assertEqual(told["Strategy"], "Rolling")
        self.assertEqual((told["Preferences"]["MinHealthyPercentage"], told["Preferences"]["InstanceWarmup"]), (90, 300))

    def test_one_refresh_at_a_time(self):
        self.start()
        self.assertEqual(self.refusal(self.start), "InstanceRefreshInProgress")
        self.scaling.cancel_instance_refresh(**NAME)
        self.assertEqual(self.refusal(self.start), "InstanceRefreshInProgress")
        self.assertEqual(self.statuses(2), ["Cancelling", "Cancelled"])
        self.start()
        listed = self.scaling.describe_instance_refreshes(**NAME)["InstanceRefreshes"]
        self.assertEqual([one["Status"] for one in listed], ["Pending", "Cancelled"])

    def test_a_refresh_that_is_cancelled_replaces_nothing_more(self):
        self.start(MinHealthyPercentage=75)
        self.statuses(2)
        self.scaling.cancel_instance_refresh(**NAME)
        self.assertEqual(self.statuses(2), ["Cancelling", "Cancelled"])
        self.assertEqual(self.versions(), ["1", "1", "1", "2"])
        cancel = self.scaling.cancel_instance_refresh
        self.assertEqual(self.refusal(cancel, **NAME), "ActiveInstanceRefreshNotFound")

    def test_what_matches_is_skipped_when_that_is_asked(self):
        self.start(MinHealthyPercentage=75)
        self.statuses(2)
        self.scaling.cancel_instance_refresh(**NAME)
        self.statuses(1)
        kept = [one for one, version in self.instances().items() if version == "2"]
        self.start(MinHealthyPercentage=0, SkipMatching=True)
        self.statuses(2)
        self.assertEqual(self.versions(), ["2"] * 4)
        self.assertLess(set(kept), set(self.instances()))

    def test_a_desired_configuration_becomes_that_of_the_group(self):
        template = {"LaunchTemplateName": "fleet", "Version": "1"}
        desired = {"LaunchTemplate": template}
        self.scaling.start_instance_refresh(**NAME, DesiredConfiguration=desired, Preferences={"AutoRollback": True})
        self.assertEqual(self.group()["LaunchTemplate"]["Version"], "1")
        self.assertEqual(self.told()["DesiredConfiguration"], desired)

    def test_what_aws_does_not_take_is_refused(self):
        for preferences in (
            {"MinHealthyPercentage": 101},
            {"MinHealthyPercentage": 90, "MaxHealthyPercentage": 201},
            {"MaxHealthyPercentage": 150},
            {"MinHealthyPercentage": 50, "MaxHealthyPercentage": 200},
            {"CheckpointPercentages": [50, 20, 100]},
            {"CheckpointDelay": 60},
            {"BakeTime": 172_801},
            {"AutoRollback": True},
        ):
            self.assertEqual(self.refusal(self.start, **preferences), "ValidationError", preferences)
        self.assertEqual(self.scaling.describe_instance_refreshes(**NAME)["InstanceRefreshes"], [])
        gone = {"AutoScalingGroupName": "other"}
        for call in ("start_instance_refresh", "describe_instance_refreshes", "cancel_instance_refresh"):
            self.assertEqual(self.refusal(getattr(self.scaling, call), **gone), "ValidationError")

    def test_instances_of_a_subnet_that_is_taken_away_are_replaced_in_another(self):
        self.scaling.update_auto_scaling_group(**NAME, VPCZoneIdentifier=self.subnets[1])
        found = self.ec2.describe_instances(InstanceIds=list(self.instances()))["Reservations"]
        places = {one["SubnetId"] for reservation in found for one in reservation["Instances"]}
        self.assertEqual((places, len(self.instances())), ({self.subnets[1]}, 4))
