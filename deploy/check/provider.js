// A provider that has the AWS provider's schema and never calls AWS. Terraform talks to it over gRPC, as to the real one, and itself finds
// unknown or missing arguments, wrong types and wrong references. Applied resources get ids and ARNs that look real.
import { createRequire } from 'node:module'
import { decode, encode } from '@msgpack/msgpack'
import { answer } from './answers.js'
import * as published from './schema.js'

const require = createRequire(import.meta.url)
const grpc = require('@grpc/grpc-js')
const loader = require('@grpc/proto-loader')

/**
 * @param types the types of resources and data sources; Terraform asks only for the schemas that it uses
 * @returns the environment by which Terraform finds the provider, the arguments validated so far, and a function that stops it
 */
export async function serve({ resources, dataSources }) {
  published.fetch({ resources, dataSources })
  const { tfplugin5 } = grpc.loadPackageDefinition(
    loader.loadSync(new URL('tfplugin5.proto', import.meta.url).pathname, { keepCase: true }),
  )
  const seen = { resources: 0, dataSources: 0, values: 0 }
  const places = new Map() // region and account by connection: Terraform opens one for each provider block
  const server = new grpc.Server({ 'grpc.max_receive_message_length': -1 })
  server.addService(tfplugin5.Provider.service, handlers(resources, dataSources, places, seen))
  const port = await new Promise((done, failed) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? failed(error) : done(bound),
    ),
  )
  return { environment: { TF_REATTACH_PROVIDERS: JSON.stringify(address(port)) }, seen, stop: () => server.forceShutdown() }
}

/** https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode */
function address(port) {
  const found = {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: process.pid,
    Test: true,
    Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
  }
  return { 'registry.terraform.io/hashicorp/aws': found }
}

function handlers(resources, dataSources, places, seen) {
  // every command asks for the schema, and it is slow to read
  const schema = {
    provider: published.provider(),
    resource_schemas: schemas(resources, published.resource),
    data_source_schemas: schemas(dataSources, published.dataSource),
  }
  return {
    GetSchema: reply(() => schema),
    PrepareProviderConfig: reply(({ config }) => ({ prepared_config: config })),
    ValidateResourceTypeConfig: reply(({ config }) => count(seen, 'resources', config)),
    ValidateDataSourceConfig: reply(({ config }) => count(seen, 'dataSources', config)),
    Configure: reply(({ config }, call) => {
      places.set(call.getPeer(), place(decode(config.msgpack)))
      return {}
    }),
    PlanResourceChange: reply(({ type_name, proposed_new_state }, call) => {
      const proposed = decode(proposed_new_state.msgpack)
      const planned = proposed && answer(type_name, proposed, places.get(call.getPeer()))
      return { planned_state: value(planned), legacy_type_system: true }
    }),
    ApplyResourceChange: reply(({ planned_state }) => ({ new_state: planned_state, legacy_type_system: true })),
    ReadDataSource: reply(({ type_name, config }, call) => ({
      state: value(answer(`data.${type_name}`, decode(config.msgpack), places.get(call.getPeer()))),
    })),
    Stop: reply(() => ({})),
  }
}

function reply(handle) {
  return (call, done) => {
    try {
      done(null, handle(call.request, call))
    } catch (error) {
      done({ code: grpc.status.INTERNAL, message: error.stack })
    }
  }
}

function schemas(types, find) {
  return Object.fromEntries([...types].map((type) => [type, find(type)]).filter(([, schema]) => schema))
}

function count(seen, kind, config) {
  seen[kind]++
  seen.values += values(decode(config.msgpack))
  return {}
}

/** Arguments with a value, including those in blocks. */
function values(set) {
  if (set === null) return 0
  if (Array.isArray(set)) return set.length && set[0]?.constructor === Object ? sum(set) : Math.min(1, set.length)
  return set.constructor === Object ? sum(Object.values(set)) : 1
}

function sum(sets) {
  return sets.reduce((all, one) => all + values(one), 0)
}

/** The account is that of the role that the provider assumes. */
function place({ region, assume_role, default_tags }) {
  const account = /::(\d{12}):/.exec(assume_role?.[0]?.role_arn ?? '')?.[1] ?? '000000000000'
  return { region, account, defaultTags: default_tags?.[0]?.tags }
}

function value(state) {
  return { msgpack: Buffer.from(encode(state)) }
}
