'use strict'
// Runs a file of this project on a Node that can: `node src/cli/node.cjs src/main.ts …`. npm puts
// the Node it installed with us first in the PATH; who calls node directly may have an older one,
// which could not even read TypeScript. Hence CommonJS, and nothing newer than Node 18.
const { spawn } = require('node:child_process')
const { existsSync } = require('node:fs')
const { constants } = require('node:os')
const { join, resolve } = require('node:path')
const { pathToFileURL } = require('node:url')

// TypeScript without a flag since 22.18; node:sqlite tells the types of columns since 22.16.
const least = [22, 18]
const root = join(__dirname, '..', '..')
const [file, ...args] = process.argv.slice(2)

if (!file) fail('usage: node src/cli/node.cjs <file> [arguments]')
else if (isNewEnough()) runHere()
else runWithOurs()

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > least[0] || (major === least[0] && minor >= least[1])
}

function runHere() {
  process.argv = [process.argv[0], resolve(file), ...args]
  import(pathToFileURL(resolve(file)).href).catch((error) => {
    console.error(error)
    process.exit(1)
  })
}

function runWithOurs() {
  const node = installedNode()
  if (!node) {
    return fail(
      `Node ${process.versions.node} is too old: ${least.join('.')} or newer is needed. ` +
        'Run `npm ci` (it brings one), or install Node 24 from https://nodejs.org.',
    )
  }
  const child = spawn(node, [resolve(file), ...args], { stdio: 'inherit' })
  // At a terminal Ctrl-C reaches the child by itself, and a second one would be taken as impatience.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`${node}: ${error.message}`))
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code)
  })
}

function installedNode() {
  const { optionalDependencies } = require(join(root, 'package.json'))
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  return Object.keys(optionalDependencies)
    .filter((name) => name.startsWith('node-'))
    .map((name) => join(root, 'node_modules', name, 'bin', binary))
    .find((path) => existsSync(path))
}

function fail(message) {
  console.error(message)
  process.exitCode = 1
}
