import { nounOfType } from './noun';

/** Types that say something about nodes and are none themselves. */
const CONNECTING: ReadonlySet<string> = new Set([
  'aws_alb_target_group_attachment',
  'aws_autoscaling_attachment',
  'aws_autoscaling_traffic_source_attachment',
  'aws_eip_association',
  'aws_ec2_managed_prefix_list_entry',
  'aws_ec2_transit_gateway_prefix_list_reference',
  'aws_ec2_transit_gateway_route',
  'aws_ec2_transit_gateway_route_table_association',
  'aws_ec2_transit_gateway_route_table_propagation',
  'aws_ec2_transit_gateway_vpc_attachment_accepter',
  'aws_internet_gateway_attachment',
  'aws_lb_target_group_attachment',
  'aws_main_route_table_association',
  'aws_network_acl_association',
  'aws_network_acl_rule',
  'aws_network_interface_attachment',
  'aws_network_interface_sg_attachment',
  'aws_ram_resource_association',
  'aws_route',
  'aws_route53_resolver_firewall_config',
  'aws_route53_resolver_firewall_rule',
  'aws_route_table_association',
  'aws_security_group_rule',
  'aws_vpc_block_public_access_exclusion',
  'aws_vpc_block_public_access_options',
  'aws_vpc_endpoint_connection_accepter',
  'aws_vpc_endpoint_policy',
  'aws_vpc_endpoint_route_table_association',
  'aws_vpc_endpoint_security_group_association',
  'aws_vpc_endpoint_subnet_association',
  'aws_vpc_ipv4_cidr_block_association',
  'aws_vpc_ipv6_cidr_block_association',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpn_gateway_attachment',
  'aws_vpn_gateway_route_propagation',
]);

/** Types that put interfaces into subnets and change no path. */
const OCCUPYING: ReadonlySet<string> = new Set([
  'aws_apigatewayv2_vpc_link',
  'aws_apprunner_vpc_connector',
  'aws_appstream_fleet',
  'aws_batch_compute_environment',
  'aws_cloudhsm_v2_cluster',
  'aws_cloudhsm_v2_hsm',
  'aws_cloudwatch_event_target',
  'aws_codebuild_fleet',
  'aws_codebuild_project',
  'aws_codeconnections_host',
  'aws_codestarconnections_host',
  'aws_datasync_agent',
  'aws_datasync_location_efs',
  'aws_dax_cluster',
  'aws_db_instance',
  'aws_db_proxy',
  'aws_db_proxy_endpoint',
  'aws_directory_service_directory',
  'aws_dms_replication_config',
  'aws_dms_replication_instance',
  'aws_docdb_cluster',
  'aws_docdbelastic_cluster',
  'aws_ec2_client_vpn_network_association',
  'aws_ec2_fleet',
  'aws_ec2_instance_connect_endpoint',
  'aws_ecs_service',
  'aws_ecs_task_set',
  'aws_efs_mount_target',
  'aws_eks_cluster',
  'aws_eks_fargate_profile',
  'aws_eks_node_group',
  'aws_elastic_beanstalk_environment',
  'aws_elasticache_cluster',
  'aws_elasticache_replication_group',
  'aws_elasticache_serverless_cache',
  'aws_elasticsearch_domain',
  'aws_elasticsearch_vpc_endpoint',
  'aws_emr_cluster',
  'aws_emrserverless_application',
  'aws_fsx_file_cache',
  'aws_fsx_lustre_file_system',
  'aws_fsx_ontap_file_system',
  'aws_fsx_openzfs_file_system',
  'aws_fsx_windows_file_system',
  'aws_glue_connection',
  'aws_grafana_workspace',
  'aws_imagebuilder_infrastructure_configuration',
  'aws_iot_topic_rule_destination',
  'aws_kinesis_firehose_delivery_stream',
  'aws_kinesisanalyticsv2_application',
  'aws_lambda_function',
  'aws_m2_environment',
  'aws_memorydb_cluster',
  'aws_mq_broker',
  'aws_msk_cluster',
  'aws_msk_replicator',
  'aws_msk_serverless_cluster',
  'aws_msk_vpc_connection',
  'aws_mskconnect_connector',
  'aws_mwaa_environment',
  'aws_neptune_cluster',
  'aws_neptune_cluster_instance',
  'aws_opensearch_domain',
  'aws_opensearch_vpc_endpoint',
  'aws_opensearchserverless_vpc_endpoint',
  'aws_osis_pipeline',
  'aws_pipes_pipe',
  'aws_prometheus_scraper',
  'aws_quicksight_vpc_connection',
  'aws_rds_cluster',
  'aws_rds_cluster_instance',
  'aws_redshift_cluster',
  'aws_redshift_endpoint_access',
  'aws_redshiftserverless_endpoint_access',
  'aws_redshiftserverless_workgroup',
  'aws_route53_resolver_endpoint',
  'aws_sagemaker_domain',
  'aws_sagemaker_model',
  'aws_sagemaker_notebook_instance',
  'aws_scheduler_schedule',
  'aws_sfn_state_machine',
  'aws_spot_fleet_request',
  'aws_storagegateway_gateway',
  'aws_synthetics_canary',
  'aws_timestreaminfluxdb_db_instance',
  'aws_transfer_server',
  'aws_verifiedaccess_endpoint',
  'aws_workspaces_directory',
  'aws_workspacesweb_network_settings',
]);

/** Of those that occupy subnets: types that send packets from a network of AWS while they name no subnet. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'aws_lambda_function',
  'aws_codebuild_project',
  'aws_sagemaker_notebook_instance',
  'aws_synthetics_canary',
]);

/** Types that refer to VPCs, subnets or route tables, and neither carry packets nor change where they go. */
const BESIDE: ReadonlySet<string> = new Set([
  'aws_apprunner_vpc_ingress_connection',
  'aws_customer_gateway',
  'aws_dax_subnet_group',
  'aws_db_subnet_group',
  'aws_default_vpc_dhcp_options',
  'aws_dms_replication_subnet_group',
  'aws_docdb_subnet_group',
  'aws_dx_gateway_association',
  'aws_ec2_client_vpn_authorization_rule',
  'aws_ec2_client_vpn_endpoint',
  'aws_ec2_client_vpn_route',
  'aws_ec2_subnet_cidr_reservation',
  'aws_ec2_tag',
  'aws_elasticache_subnet_group',
  'aws_emr_studio',
  'aws_flow_log',
  'aws_memorydb_subnet_group',
  'aws_neptune_subnet_group',
  'aws_networkfirewall_logging_configuration',
  'aws_networkfirewall_resource_policy',
  'aws_redshift_endpoint_authorization',
  'aws_redshift_subnet_group',
  'aws_route53_resolver_dnssec_config',
  'aws_route53_resolver_query_log_config',
  'aws_route53_resolver_query_log_config_association',
  'aws_route53_resolver_rule_association',
  'aws_route53_vpc_association_authorization',
  'aws_route53_zone',
  'aws_route53_zone_association',
  'aws_s3_access_point',
  'aws_service_discovery_private_dns_namespace',
  'aws_vpc_dhcp_options',
  'aws_vpc_dhcp_options_association',
  'aws_vpc_endpoint_connection_notification',
  'aws_vpc_endpoint_service_allowed_principal',
  'aws_vpc_peering_connection_options',
  'aws_vpc_security_group_vpc_association',
  'aws_vpn_connection',
  'aws_vpn_connection_route',
]);

/** Beyond a gateway that is the end of every path here, or a service that plans and watches networks. */
const BEYOND =
  /^aws_(dx|ec2_transit_gateway|ec2_network_insights|ec2_traffic_mirror|networkmanager|vpc_ipam|vpc_network_performance)_/u;

/** Types that by their name make networks: not understood, even where they refer to nothing that we know. */
const NETWORKING =
  /^(awscc_|aws_(cloudcontrolapi|cloudformation_stack|default_|ec2_|egress|globalaccelerator|internet|nat_|network|route(?!53)|subnet|vpc|vpn))/u;

/** Of providers that make nothing in a VPC by themselves, and what stands for other things than a resource. */
const BESIDE_AWS =
  /^(archive|cloudinit|external|helm|http|kubernetes|kubectl|local|null|random|template|time|tls|vault)_|^terraform_data$|^[a-z]+$/u;

export type ResourceRole = 'described' | 'occupying' | 'harmless' | 'networking' | 'other';

/** What a type of managed resource means for paths, before anything is known of the resource. */
export function roleOfType(type: string): ResourceRole {
  if (nounOfType(type) !== undefined || CONNECTING.has(type)) return 'described';
  if (OCCUPYING.has(type)) return 'occupying';
  if (BESIDE.has(type) || BEYOND.test(type)) return 'harmless';
  if (NETWORKING.test(type)) return 'networking';
  return BESIDE_AWS.test(type) ? 'harmless' : 'other';
}

export function runsElsewhere(type: string): boolean {
  return ELSEWHERE.has(type);
}
