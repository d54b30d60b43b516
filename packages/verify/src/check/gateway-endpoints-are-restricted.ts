import { broken, judgeEach, undetermined, type Check } from './check';

/**
 * What leaves by a gateway endpoint passes no firewall, so its policy has to say what may.
 *
 * @see PrivateLink guide, "Gateway endpoints" and "Control access with endpoint policies", 2026-07: the default allows everything
 */
export const gatewayEndpointsAreRestricted: Check = {
  id: 'V11',
  severity: 'warning',
  title: 'gateway endpoints have a policy that restricts them, or are accepted',
  judge: ({ graph, acceptedBypasses }) => {
    const accepted = new Set(acceptedBypasses.map(({ target }) => target));
    const keys = [...graph.gatewayEndpoints.keys()].map((key) => `\`${key}\``).join(', ');
    return {
      ...judgeEach(graph.gatewayEndpoints.values(), ({ key, policy }) => {
        if (accepted.has(key)) return undefined;
        if (policy?.is === 'unknown')
          return undetermined(key, `what its policy allows is not known: ${policy.reason}`);
        const what = policy === undefined ? 'it has the default policy, which' : 'its policy';
        return broken(
          key,
          `${what} allows everything, and what leaves by it passes no firewall endpoint`,
          'give it a policy that names resources or conditions, or accept it as a bypass',
        );
      }),
      because: `accepted as bypasses: ${keys}`,
    };
  },
};
