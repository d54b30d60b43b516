import { PACKET_PROMISES } from '@inspected-egress/testing/worlds';
import { verify } from '../../src/verify';
import { graphOf } from '../support/graph-of';
import { flowsFrom, MOST_SHOWN, packetsSay, randomWorlds, rare, verdictIn } from '../support/opinions';

const VERDICTS = ['proved', 'violated', 'undetermined'];

it('the verdict of a promise is what the packets of the subnet, each by itself, say of it', () => {
  const contradictions: string[] = [];
  const seen: string[] = [];
  for (const random of randomWorlds()) {
    const report = verify(graphOf(random.rows));
    for (const { subnet, isJudged } of report.judged) {
      if (!isJudged) continue;
      const flows = flowsFrom(random, subnet);
      for (const promise of PACKET_PROMISES) {
        const [verdict, truth] = [verdictIn(report, promise, subnet), packetsSay(random, promise, flows)];
        seen.push(`${promise} ${truth}`);
        if (verdict !== truth)
          contradictions.push(`${random.label}, ${subnet}, ${promise}: ${verdict}, packets say ${truth}`);
      }
    }
  }
  expect(contradictions.slice(0, MOST_SHOWN)).toEqual([]);
  const wanted = PACKET_PROMISES.flatMap((promise) => VERDICTS.map((verdict) => `${promise} ${verdict}`));
  expect(rare(seen, wanted)).toEqual([]);
});
