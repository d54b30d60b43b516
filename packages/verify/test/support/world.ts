import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CheckId,
  CheckVerdict,
  DeclaredFlow,
  Disposition,
  PromiseId,
  Verdict,
  VerifyOptions,
} from '../../src';

/**
 * A world that a stranger could have written: `main.tf` with its modules, or `plan.json` where this provider cannot plan it,
 * and `expected.json`, which is computed by hand from AWS documents before the verifier is asked.
 */
export interface World {
  readonly name: string;
  readonly folder: string;
  readonly expected: ExpectedWorld;
}

export interface ExpectedWorld {
  /** What somebody built, and what is good or broken about it: one sentence. */
  readonly world: string;
  /** Where it was seen, when it was: a document of AWS, a public issue. */
  readonly source?: string;
  /** Of the plan. A promise that is not named is not looked at. */
  readonly plan: Expectation;
  /**
   * Of the same world once every expression has a value, where the plan does not tell all.
   * @default - the plan tells all
   */
  readonly settled?: Expectation;
  /**
   * Of the plan file, in which every expression is shown in full.
   * @default - as settled where there is that, otherwise as the plan
   */
  readonly file?: Expectation;
  /** Which endpoint AWS gives in each zone: by address of the firewall, then by zone, the address of its subnet. */
  readonly firewalls?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly options?: VerifyOptions;
}

export interface Expectation {
  readonly verdicts: Partial<Readonly<Record<PromiseId, Verdict>>>;
  /** What the findings of a promise say, in part: the reference that is not decided, the resource that breaks it. */
  readonly says?: Partial<Readonly<Record<PromiseId, readonly string[]>>>;
  /** The worst of the results of a check; one that is not named is not looked at. */
  readonly checks?: Partial<Readonly<Record<CheckId, CheckVerdict>>>;
  /** Addresses of all subnets that are judged. @default - not looked at */
  readonly judged?: readonly string[];
  readonly ways?: readonly ExpectedWay[];
}

/** What becomes of one flow. */
export interface ExpectedWay {
  readonly from: string;
  /** An address. */
  readonly to: string;
  readonly flow?: DeclaredFlow;
  /** Addresses of what it passes; `<firewall>/<subnet>` for an endpoint of Network Firewall. */
  readonly out: readonly string[];
  readonly ends: Disposition;
  /** Absent when no reply comes. */
  readonly back?: readonly string[];
  /** @default delivered */
  readonly arrives?: Disposition;
}

const FOLDER = join(__dirname, '../worlds');

/** Every world, by name. `ONLY_WORLDS=nfw npx jest …` keeps those whose names match, for whoever works on one. */
export function readWorlds(): readonly World[] {
  const wanted = new RegExp(process.env['ONLY_WORLDS'] ?? '');
  return readdirSync(FOLDER)
    .sort()
    .filter((name) => existsSync(join(FOLDER, name, 'expected.json')) && wanted.test(name))
    .map((name) => {
      const folder = join(FOLDER, name);
      const text = readFileSync(join(folder, 'expected.json'), 'utf8');
      return { name, folder, expected: JSON.parse(text) as ExpectedWorld };
    });
}

/** A plan written by hand, for what this provider cannot plan. */
export function handMadePlan({ folder }: World): string | undefined {
  const file = join(folder, 'plan.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
