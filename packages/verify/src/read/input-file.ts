import type { Problem } from '@inspected-egress/problem';
import { binaryInput, emptyInput, notJson, tooDeepJson, truncatedJson, unknownPlanFile } from '../errors';
import type { JsonObject, JsonValue } from './json';
import { takeApart } from './plan/islands/take-apart';
import type { ToldPlan } from './plan/told-plan';
import { readPlanFile } from './plan-file/read-plan-file';

/** What was given: a file, standard input, an answer of a command. */
export interface InputFile {
  /** As messages call it, for example `cdktf.out/stacks/dev/cdk.tf.json`. */
  readonly name: string;
  /** Of a plan file, which is no text, its bytes as Latin-1. */
  readonly text: string;
}

export interface ParsedFile {
  readonly name: string;
  /** Of a plan that comes apart, what it says beside its resources. */
  readonly json: JsonValue;
  /** Of a plan as Terraform writes it. */
  readonly told?: ToldPlan;
}

export function parseFile({ name, text }: InputFile): ParsedFile | Problem {
  // What PowerShell writes begins with a byte order mark.
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.startsWith('PK\u0003\u0004', start)) return parseArchive(name, text);
  if (/^\s*$/.test(text.slice(start, start + 1000)) && text.slice(start).trim() === '')
    return emptyInput(name);
  const all = start === 0 ? text : text.slice(start);
  const apart = takeApart(all);
  const whole = () => JSON.parse(all) as JsonObject;
  // All its resources are JSON.
  if (apart?.islands !== undefined)
    return { name, json: apart.rest, told: { islands: apart.islands, whole } };
  try {
    const json = whole();
    return apart === undefined
      ? { name, json }
      : { name, json, told: { islands: undefined, whole: () => json } };
  } catch (error) {
    if (error instanceof RangeError) return tooDeepJson(name);
    // What no text holds.
    if (/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text.slice(0, 1000))) return binaryInput(name, false);
    const reason = error instanceof Error ? error.message : '';
    return /end of JSON input|Unterminated/.test(reason)
      ? truncatedJson(name)
      : notJson(name, shortened(reason));
  }
}

function parseArchive(name: string, text: string): ParsedFile | Problem {
  // Who took it for UTF-8 has lost some of it.
  if (/[^\u0000-\u00ff]/.test(text)) return binaryInput(name, true);
  const file = readPlanFile(Buffer.from(text, 'latin1'));
  if (file.is === 'plan') return { name, json: file.json };
  return file.is === 'version' ? unknownPlanFile(name, file.version) : binaryInput(name, true);
}

/** The parser quotes the text, which may be long or secret: where it stopped is enough. */
function shortened(reason: string): string {
  const [, position] = /at position (\d+)/.exec(reason) ?? [];
  return position === undefined
    ? 'it begins with something else'
    : `it stops making sense at character ${position}`;
}
