/** Characters of an endpoint policy. PrivateLink guide, "Control access to VPC endpoints using endpoint policies", 2026-07. */
export const ENDPOINT_POLICY_CHARACTERS = 20_480;
