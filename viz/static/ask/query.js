// What a question asks for (kg/ask/query.py): the one form that questions are turned into.

/** A document as asked for; what is null was not said. `code` is compared exactly. */
export const documentRef = (said, told = {}) => ({
  said, type: null, number: null, code: null, date: null, year: null, issuer: null, term: null, name: null, ...told,
});

/** A unit as asked for: `name` is a full name; else `readings` ({entry, tail}) say which entries are meant. */
export const unitRef = (said, told = {}) => ({said, name: null, readings: [], place: null, ...told});

/** A time: dates for within, from and by; words of the condition for conditional. */
export const whenOf = (kind, told = {}) => ({kind, start: null, end: null, condition: null, said: "", ...told});

/** Whether any condition on tasks is said, but for the plan that they stand in. */
export const narrowed = (query) =>
  [query.parties, query.when, query.cites, query.headings, query.about, query.without, query.having].some(
    (said) => said.length > 0,
  ) || Boolean(query.position);

/** The one part that is asked about, if there is one. */
export function roleOf(query) {
  if (query.partners) return "cooperate";
  if (query.asks === "units") return query.wanted === "either" ? null : query.wanted;
  const parts = new Set(query.parties.map((party) => party.part));
  const [only] = parts;
  return parts.size !== 1 || only === "either" ? null : only;
}
