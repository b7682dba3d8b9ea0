/** What somebody who never saw Cubby needs to read the rest. */
export const readMe = (
  version: string,
  at: Date,
): string => `Everything that a school district kept in Cubby ${version}, as of ${at.toISOString()}.

csv/TABLE.csv      UTF-8 with a byte order mark, comma, CRLF (RFC 4180), one header line. An empty cell is NULL or an empty
                   text; the JSON tells them apart. A text that a spreadsheet would take for a formula has one apostrophe
                   in front, and so has a text that begins with apostrophes and then such a character.
json/TABLE.jsonl   the same rows, one JSON object a line, exactly as they are stored
files/KIND/ID      files that were uploaded or made; csv/stored_file.csv has their names, types and SHA-256;
                   those with removed_at were kept for their time and are not here
dictionary.csv     every column: type, key, what it refers to, conditions; dictionary.json is the same

Instants are ISO 8601 in UTC, days YYYY-MM-DD, money whole cents (…_cents), ids UUIDs. Ranges such as [a,b) have their first
value in and their last one out. device_event is the ledger: each entry's hash covers the one before it (prev_hash).

Passwords, keys, tokens and sessions are not in it. Names of students are: keep it as you keep those.
`;
