// The published schema of the AWS provider, read from @cdktf/provider-aws, whose code is generated from it. index.d.ts has the
// required arguments; index.js has the blocks and all types.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { library, unpack } from './published.js'

const TYPES = {
  string: '"string"',
  number: '"number"',
  boolean: '"bool"',
  stringMap: '["map","string"]',
  numberMap: '["map","number"]',
  booleanMap: '["map","bool"]',
}

const NESTING = { struct: 1, list: 2, set: 3 }

const GETTERS = {
  String: '"string"',
  Number: '"number"',
  Boolean: '"bool"',
  List: '["list","string"]',
  NumberList: '["list","number"]',
  StringMap: '["map","string"]',
  NumberMap: '["map","number"]',
  BooleanMap: '["map","bool"]',
}

/** @param type a type, for instance aws_sqs_queue. @returns undefined if the provider does not have it */
export const resource = (type) => schema(resourceFolder(type))

export const dataSource = (type) => schema(dataSourceFolder(type))

export const provider = () => schema('provider')

/** Must be called once, before any function above. */
export const fetch = ({ resources, dataSources }) =>
  unpack(['provider', ...[...resources].map(resourceFolder), ...[...dataSources].map(dataSourceFolder)])

const resourceFolder = (type) => type.replace(/^aws_/, '').replaceAll('_', '-')

const dataSourceFolder = (type) => `data_${type}`.replaceAll('_', '-')

export const version = () => /providerVersion: '(.*?)'/.exec(read('provider', 'index.js'))[1]

function schema(folder) {
  if (!existsSync(join(library, folder))) return undefined
  const code = { script: read(folder, 'index.js'), types: read(folder, 'index.d.ts') }
  const config = /export interface (\w+Config) (?:extends cdktf.TerraformMetaArguments )?\{/.exec(code.types)[1]
  const own = /class (\w+) extends cdktf\.Terraform(?:Resource|DataSource|Provider) \{/.exec(code.script)[1]
  return { block: block(code, config, body(code.script, 'synthesizeHclAttributes() {'), own) }
}

function read(folder, file) {
  return readFileSync(join(library, folder, file), 'utf8')
}

function block(code, config, hcl, reference) {
  const required = requiredOf(code, config)
  const attributes = []
  const blocks = []
  for (const [, name, value, isBlock, type, stored] of hcl.matchAll(
    /^ +"?(\w+)"?: \{\s+value: (.+),\s+isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)",/gm,
  )) {
    if (isBlock === 'true') {
      blocks.push(nested(code, name, value, type, required.has(name)))
    } else {
      attributes.push({
        name,
        type: Buffer.from(typeOf(type, stored)),
        required: required.has(name),
        optional: !required.has(name),
        computed: !required.has(name), // the code does not mark computed arguments; Terraform may leave any of these to the provider
      })
    }
  }
  return { attributes: [...attributes, ...computed(code, reference, attributes)], block_types: blocks }
}

function nested(code, name, value, type, required) {
  const mapper = /(\w+)ToHclTerraform/.exec(value.replace('listMapperHcl', ''))[1]
  const config = mapper[0].toUpperCase() + mapper.slice(1)
  const many = value.includes('listMapperHcl')
  return {
    type_name: name,
    nesting: NESTING[type],
    min_items: required && type !== 'struct' ? 1 : 0,
    max_items: many || type === 'struct' ? 0 : 1,
    block: block(code, config, body(code.script, `function ${mapper}ToHclTerraform(`), `${config}OutputReference`),
  }
}

/** Names of the required arguments; the link to the documentation gives their names in HCL. */
function requiredOf(code, config) {
  const members = body(code.types, `export interface ${config} `)
  return new Set(
    [...members.matchAll(/#(\w+) \w+#\1\}(?:(?!readonly)[^])*?readonly \w+(\??):/g)]
      .filter(([, , optional]) => optional === '')
      .map(([, name]) => name),
  )
}

/** Attributes that can only be read. */
function computed(code, reference, arguments_) {
  const known = new Set(arguments_.map(({ name }) => name))
  const own = body(code.script, `class ${reference} `)
  const single = own.matchAll(/this\.get(\w+)Attribute\('(\w+)'\)/g)
  const maps = own.matchAll(/= new cdktf\.(\w+Map)\(this, ["'](\w+)["']\)/g)
  return [...single, ...maps]
    .filter(([, getter, name]) => GETTERS[getter] && !known.has(name) && known.add(name))
    .map(([, getter, name]) => ({ name, type: Buffer.from(GETTERS[getter]), computed: true }))
}

function typeOf(type, stored) {
  if (stored === 'stringList') return `["${type}","string"]`
  if (stored === 'numberList') return `["${type}","number"]`
  return TYPES[stored] ?? '"dynamic"'
}

/** The text from the beginning of a declaration to its closing brace, which has the same indentation. */
function body(text, begin) {
  const from = text.indexOf(begin)
  if (from < 0) return ''
  const indentation = /[ ]*$/.exec(text.slice(0, from))[0]
  return text.slice(from, text.indexOf(`\n${indentation}}`, from))
}
