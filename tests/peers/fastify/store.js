'use strict'

const { join } = require('node:path')
const Database = require('better-sqlite3')

/**
 * Opens the database in a folder. append(event) returns the number of the stored event when it is synced to disk:
 * at once if commit is 'each'; with 'group', when the transaction of all waiting events is committed.
 */
function openStore (folder, commit) {
  const database = new Database(join(folder, 'events.db'))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(`
    CREATE TABLE IF NOT EXISTS Events (
      Id INTEGER PRIMARY KEY, Received INTEGER NOT NULL, CustomId TEXT NOT NULL, Action TEXT NOT NULL,
      Label TEXT, Params TEXT, Time TEXT NOT NULL, Reason TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS Profiles (CustomId TEXT PRIMARY KEY, LastSeen INTEGER NOT NULL) WITHOUT ROWID;`)

  const insertEvent = database.prepare(`
    INSERT INTO Events (Received, CustomId, Action, Label, Params, Time, Reason)
    VALUES (@received, @customer, @action, @label, @params, @time, @reason)`)
  const upsertProfile = database.prepare(`
    INSERT INTO Profiles (CustomId, LastSeen) VALUES (@customer, @received)
    ON CONFLICT (CustomId) DO UPDATE SET LastSeen = excluded.LastSeen`)

  const write = event => {
    upsertProfile.run(event)
    return String(insertEvent.run(event).lastInsertRowid)
  }
  const close = () => database.close()

  if (commit !== 'group') {
    return { append: database.transaction(write).immediate, close }
  }

  const writeAll = database.transaction(waiting => {
    for (const entry of waiting) entry.eventId = write(entry.event)
  }).immediate
  let waiting = []

  const commitAll = () => {
    const batch = waiting
    waiting = []
    try {
      writeAll(batch)
    } catch (problem) {
      for (const entry of batch) entry.reject(problem)
      return
    }
    for (const entry of batch) entry.resolve(entry.eventId)
  }

  return {
    append: event => new Promise((resolve, reject) => {
      // What the event loop has already read from its sockets comes first; then one commit is for all of it.
      if (waiting.push({ event, resolve, reject, eventId: undefined }) === 1) setImmediate(commitAll)
    }),
    close
  }
}

module.exports = { openStore }
