'use strict'

const { readFileSync } = require('node:fs')
const { join } = require('node:path')

/** Reads the three lists of a folder and returns the function that decides one event: its status and the reason. */
function readPolicy (folder) {
  const list = name => new Set(readFileSync(join(folder, name), 'utf8').split('\n').filter(line => line !== ''))
  const withJwt = list('update-with-jwt.txt')
  const withoutJwt = list('update-without-jwt.txt')
  const anonymous = list('anonymous-without-jwt.txt')

  return (action, authenticated) => {
    if (withJwt.has(action)) {
      return authenticated ? { status: 202, reason: 'listed_with_jwt' } : { status: 401, reason: 'jwt_required' }
    }
    if (withoutJwt.has(action)) return { status: 202, reason: 'listed_update_without_jwt' }
    if (authenticated) return { status: 202, reason: 'authenticated' }
    if (anonymous.size === 0) return { status: 202, reason: 'anonymous_list_empty' }
    return anonymous.has(action)
      ? { status: 202, reason: 'listed_anonymous' }
      : { status: 403, reason: 'not_allowed_for_anonymous' }
  }
}

module.exports = { readPolicy }
