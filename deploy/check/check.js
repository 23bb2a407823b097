// Validates deploy/terraform with Terraform itself and the AWS provider's published schema, without AWS. Renders the examples:
// src/test/resources/deploy records the resources that Terraform would create, for the Java tests to read.
//
//   node check.js           fails if something is wrong, or if the recorded renderings are out of date
//   node check.js --write   writes the renderings
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, RENDERINGS, SOURCE, sources } from './sources.js'
import { SCENARIOS, render } from './rendering.js'
import { Workspace, terraformVersion } from './workspace.js'
import { version } from './schema.js'

const terraform = terraformVersion()
if (!terraform) {
  console.log('Terraform is not installed: formatting, validate and the renderings are not checked.')
  process.exit(fingerprint() === readFileSync(join(RENDERINGS, 'fingerprint'), 'utf8').trim() ? 0 : 1)
}
const workspace = await Workspace.of(SOURCE)
console.log(`Terraform ${terraform}, schema of the AWS provider ${version()}`)
const problems = []
try {
  problems.push(...(await workspace.unformatted()).map((file) => `${file}: terraform fmt would change it`))
  for (const folder of workspace.folders()) {
    problems.push(...(await workspace.validate(folder)))
  }
  const { resources, dataSources, values } = workspace.provider.seen
  console.log(`${sources().length} files formatted, ${workspace.folders().length} modules validated: ${resources} resources, ${dataSources} data sources, ${values} values`)
  if (problems.length === 0) {
    for (const scenario of SCENARIOS) {
      problems.push(...compare(`${scenario.name}.json`, await render(workspace, scenario)))
    }
    problems.push(...compare('fingerprint', fingerprint() + '\n'))
  }
} finally {
  workspace.close()
}
problems.forEach((problem) => console.error(problem))
console.log(problems.length === 0 ? 'deploy/terraform: valid, and the renderings are those of the code' : 'deploy/terraform: wrong')
process.exitCode = problems.length === 0 ? 0 : 1

function compare(name, now) {
  const file = join(RENDERINGS, name)
  if (process.argv.includes('--write')) {
    mkdirSync(RENDERINGS, { recursive: true })
    writeFileSync(file, now)
    return []
  }
  return readFileSync(file, 'utf8') === now ? [] : [`${file} is not what the code renders: look, then node check.js --write`]
}
