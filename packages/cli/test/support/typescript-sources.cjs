// Lets node load sources: `node -r <this> -e "require('<a .ts file>')"`.
const { readFileSync } = require('node:fs');
const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');

const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
require.extensions['.ts'] = (module, file) => {
  module._compile(transpileModule(readFileSync(file, 'utf8'), { compilerOptions }).outputText, file);
};
