import js from '@eslint/js'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist', 'pictures', 'src/api/generated'] },
  js.configs.recommended,
  ts.configs.strict,
  a11y.flatConfigs.strict,
  hooks.configs['recommended-latest'],
  // Japanese has a space of its own.
  { rules: { 'no-irregular-whitespace': ['error', { skipComments: true, skipTemplates: true, skipStrings: true }] } },
  // Longer ones are two.
  { rules: { 'max-lines': ['error', 300] } },
  { files: ['src/**'], rules: { 'max-lines-per-function': ['error', 60] } },
  { files: ['test/*.js'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
)
