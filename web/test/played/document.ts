import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import document from '../../../src/terminal/page/openapi.json'

/** Holds what is sent and received to src/terminal/page/openapi.json, so that the played terminal cannot drift from it. */

type Json = Record<string, unknown>

interface Content {
  content?: Record<string, { schema?: Json }>
  $ref?: string
}

interface Operation {
  operationId: string
  requestBody?: Content
  responses: Record<string, Content>
}

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
ajv.addSchema(document, 'document')

export interface Found {
  operation: Operation
  /** Where the operation stands in the document. */
  pointer: string
  /** What the address says beyond the path, e.g. a member's id. */
  values: string[]
}

const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

/** The operation behind a request, or undefined. */
export function operationOf(method: string, path: string): Found | undefined {
  for (const [template, operations] of Object.entries(document.paths)) {
    const match = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path)
    const operation = (operations as Record<string, Operation>)[method.toLowerCase()]
    if (match && operation)
      return { operation, pointer: `#/paths/${escaped(template)}/${method.toLowerCase()}`, values: match.slice(1) }
  }
  return undefined
}

function errorsOf(pointer: string, value: unknown): string | null {
  const validate = ajv.compile({ $ref: `document${encodeURI(pointer)}` })
  return validate(value) ? null : ajv.errorsText(validate.errors)
}

const mediaType = 'application/json'

/** What is wrong with a request's body; null if nothing. */
export function wrongRequest({ operation, pointer }: Found, body: unknown): string | null {
  if (!operation.requestBody) return body === undefined ? null : 'a body, but the operation takes none'
  if (body === undefined) return 'no body'
  return errorsOf(`${pointer}/requestBody/content/${escaped(mediaType)}/schema`, body)
}

/** What is wrong with an answer; null if nothing. `type` is its media type, "" if it has no body. */
export function wrongAnswer({ operation, pointer }: Found, status: number, type: string, body: unknown): string | null {
  const declared = operation.responses[status]
  if (!declared) return `status ${status} is not declared`
  const at = declared.$ref ?? `${pointer}/responses/${status}`
  const content = declared.$ref
    ? document.components.responses[declared.$ref.split('/').at(-1) as 'Done' | 'SignedIn']
    : declared
  const types = Object.keys(('content' in content && content.content) || {})
  if (types.length === 0) return type === '' ? null : `a body of ${type}, but none is declared`
  if (!types.includes(type)) return `${type || 'no body'} instead of ${types.join(', ')}`
  return type.endsWith('json') ? errorsOf(`${at}/content/${escaped(type)}/schema`, body) : null
}
