from .world import World, client


class ScalingPolicies(World):
    def policy(self, **settings):
        client("autoscaling").put_scaling_policy(
            AutoScalingGroupName="fleet",
            PolicyName="cpu",
            PolicyType="TargetTrackingScaling",
            TargetTrackingConfiguration={
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"},
                "TargetValue": 60.0,
            },
            **settings,
        )
        (policy,) = client("autoscaling").describe_policies()["ScalingPolicies"]
        return policy

    def setUp(self):
        super().setUp()
        self.ec2.create_launch_template(
            LaunchTemplateName="fleet", LaunchTemplateData={"ImageId": "ami-0123456789abcdef0"}
        )
        client("autoscaling").create_auto_scaling_group(
            AutoScalingGroupName="fleet",
            LaunchTemplate={"LaunchTemplateName": "fleet"},
            MinSize=0,
            MaxSize=1,
            VPCZoneIdentifier=self.subnets[0],
        )

    def test_a_policy_is_enabled_unless_it_is_not(self):
        self.assertTrue(self.policy()["Enabled"])
        self.assertFalse(self.policy(Enabled=False)["Enabled"])

    def test_a_policy_that_predicts_nothing_says_nothing_of_predictions(self):
        self.assertNotIn("PredictiveScalingConfiguration", self.policy())

    def test_a_hook_that_tells_nobody_names_nobody(self):
        hook = {"LifecycleHookName": "drained", "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"}
        client("autoscaling").put_lifecycle_hook(AutoScalingGroupName="fleet", HeartbeatTimeout=120, **hook)
        (found,) = client("autoscaling").describe_lifecycle_hooks(AutoScalingGroupName="fleet")["LifecycleHooks"]
        self.assertEqual(found["HeartbeatTimeout"], 120)
        self.assertNotIn("NotificationTargetARN", found)
        self.assertNotIn("RoleARN", found)
