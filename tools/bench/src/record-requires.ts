import { writeFileSync } from 'node:fs';
import Module from 'node:module';

// Preloaded with `node --require`: writes which files of cdktf and its provider our own code asks for to the file that
// RECORD_REQUIRES names. What those files require in turn comes with them.

type Load = (request: string, parent: { readonly filename?: string } | undefined, isMain: boolean) => unknown;
const internals = Module as unknown as { _load: Load };

const framework = /^(cdktf|constructs|@cdktf\/provider-aws)(\/|$)/;
const asked = new Set<string>();
const load = internals._load;

internals._load = (request, parent, isMain) => {
  const from = parent?.filename ?? '';
  if (framework.test(request) && !from.includes('node_modules')) {
    asked.add(Module.createRequire(from).resolve(request));
  }
  return load(request, parent, isMain);
};

process.on('exit', () => {
  const file = process.env['RECORD_REQUIRES'];
  if (file !== undefined) writeFileSync(file, JSON.stringify([...asked].sort()));
});
