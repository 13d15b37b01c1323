// Which units a question names, and what each does in the tasks (kg/ask/roles.py): by the words after it, before it, or by
// default.

// stand between a unit and what it does without changing it
const BETWEEN = ["together", "time", "unit-noun", "without"];
const UNITS = ["unit", "unknown"];
const JOINS = ["and", "or"];

/** The question is not understood; `spans` are the words that have no place in it. */
export class Misread extends Error {
  constructor(spans = []) {
    super("not understood");
    this.spans = spans;
  }
}

/** The symbols of a question, by their places. */
export class Parts {
  constructor(symbols) {
    this.all = symbols;
  }

  /** Whether the symbol at a place is one of these. */
  is(at, ...syms) {
    return syms.includes(this.all[at]?.sym ?? null);
  }

  has(...syms) {
    return this.all.some((one) => syms.includes(one.sym));
  }

  take(sym) {
    const found = this.all.filter((one) => one.sym === sym);
    for (const one of found) one.used = true;
    return found;
  }

  roleAt(at) {
    return this.is(at, "role") && !this.all[at].used ? this.all[at] : null;
  }
}

/** Binds the roles of a question to its units; what is bound is used. */
export class Roles extends Parts {
  constructor(symbols) {
    super(symbols);
    this.parties = [];
    this.who = false; // units are asked for
    this.partners = false; // those that share a task with the party, whichever part it has
    this.parts = new Set();
  }

  /** Find who does what; throws Misread where the words do not say it. */
  bind() {
    this.doubtful();
    for (const group of this.silent(this.groups())) {
      if (!this.doneBy(group) && !this.withUnits(group)) this.owns(group);
    }
    this.bindWho();
  }

  /** Free words directly before a role, where nothing asks who, are meant as a unit that is not known; "về Ban Tổ chức"
   * is about the words, not about what the unit does. */
  doubtful() {
    const named = this.has("who", ...UNITS);
    this.all.forEach((one, at) => {
      const free = one.sym === "subject" && this.is(at + 1, "role") && (at === 0 || this.is(at - 1, "of"));
      if (!named && free) throw new Misread([one.span]);
    });
    this.all.forEach((one, at) => {
      if (one.sym === "unit" && this.is(at - 1, "about-word")) throw new Misread([one.span]);
    });
  }

  groups() {
    const groups = [];
    for (let at = 0; at < this.all.length; at++) {
      if (!this.is(at, ...UNITS)) continue;
      groups.push(this.group(at));
      at = groups.at(-1).last;
    }
    return groups;
  }

  /** Units that are named together, `first` to `last` of the symbols. */
  group(first) {
    const found = {first, last: first, units: [this.unit(first)], either: false};
    for (let at = first + 1; ; at = found.last + 1) {
      if (this.is(at, ...UNITS) && this.all[at].span.start !== this.all[at - 1].span.end) return found;
      let joined = at;
      while (this.is(joined, ...JOINS, "together") && joined - at < 2) joined++;
      if (!this.is(joined, ...UNITS)) return found;
      for (const one of this.all.slice(at, joined)) {
        one.used = true;
        found.either ||= one.sym === "or";
      }
      found.units.push(this.unit(joined));
      found.last = joined;
    }
  }

  unit(at) {
    this.all[at].used = true;
    return this.all[at].span.unit;
  }

  add(group, part, either = false) {
    if (group.either || either) this.parties.push({units: group.units, part});
    else this.parties.push(...group.units.map((unit) => ({units: [unit], part})));
  }

  /** The groups that no role follows, once those that one follows have it. */
  silent(groups) {
    return groups.filter((group) => {
      const roles = this.rolesAfter(group.last + 1);
      if (roles.length) this.acts(group, roles);
      return !roles.length;
    });
  }

  /** The roles that follow a unit: "chủ trì", "chủ trì hoặc phối hợp". */
  rolesAfter(start) {
    let at = start;
    while (this.is(at, ...BETWEEN)) at++;
    const found = [];
    while (this.roleAt(at) && !this.isPassive(at)) {
      found.push(at);
      at++;
      if (this.is(at, ...JOINS) && this.roleAt(at + 1) && !this.takenOn(at + 1)) {
        this.all[at].used = true;
        at++;
      }
    }
    return found;
  }

  /** Whether the role at `at` is that of a unit after it: "led by X". */
  isPassive(at) {
    return this.is(at + 1, "of") && this.is(at + 2, ...UNITS, "who");
  }

  /** Whether the role at `at` has its own partner: "phối hợp với Y", "supported by Y". */
  takenOn(at) {
    return this.is(at + 1, "with") || this.isPassive(at);
  }

  acts(group, roles) {
    for (const at of roles) this.all[at].used = true;
    const after = roles.at(-1) + 1;
    const partnered = this.is(after, "with") || (this.is(after, "who") && !this.whoActs(after));
    const together = this.together(group, after);
    if (partnered) {
      this.actsWith(group, roles, together);
      return;
    }
    if (together && group.units.length === 1) throw new Misread([this.all[group.last].span]);
    this.add(group, onePart(roles.map((at) => this.all[at].part)));
  }

  together(group, after = -1) {
    const found = [group.last + 1, group.first - 1, after].filter((at) => this.is(at, "together"));
    for (const at of found) this.all[at].used = true;
    return found.length > 0;
  }

  /** Whether "ai" at `at` has a role of its own after it. */
  whoActs(at) {
    let last = at;
    while (this.is(last + 1, ...BETWEEN)) last++;
    return this.is(last + 1, "role");
  }

  /** "X phối hợp với Y", "X phối hợp với ai", "X chủ trì, phối hợp với Y", "X cùng chủ trì với Y". */
  actsWith(group, roles, together) {
    let after = roles.at(-1) + 1;
    if (this.is(after, "with")) this.all[after++].used = true;
    const last = this.all[roles.at(-1)].part;
    const leads = roles.length > 1 && this.all[roles[0]].part === "lead";
    const own = leads ? "lead" : (last ?? "either");
    const other = otherPart(last, leads, together);
    if (this.is(after, "who")) {
      this.all[after].used = this.who = true;
      this.partners = own === "cooperate";
      this.add(group, this.partners ? "either" : own);
      this.parts.add(other);
    } else if (this.is(after, ...UNITS)) {
      this.add(group, own);
      this.add(this.group(after), other);
    } else {
      throw new Misread([this.all[group.last].span]);
    }
  }

  /** "led by X", "chủ trì bởi X", "liên quan đến X". */
  doneBy(group) {
    let at = group.first - 1;
    if (this.is(at, "of") && this.roleAt(at - 1)) at--;
    const role = this.roleAt(at);
    if (!role || (at === group.first - 1 && role.part !== "either")) return false;
    role.used = true;
    this.add(group, role.part ?? "either");
    return true;
  }

  /** "ai phối hợp với X", "who supports X": X leads what is asked about. */
  withUnits(group) {
    if (this.already(group)) return true;
    let at = group.first - 1;
    if (this.is(at, "with")) at--;
    const role = this.roleAt(at);
    if (!role) return false;
    const together = this.is(at - 1, "together");
    const asker = together ? at - 2 : at - 1;
    if (!this.is(asker, "who") || role.part === "either" || (role.part === "lead" && !together)) throw new Misread([role.span]);
    for (const one of this.all.slice(asker, group.first)) one.used = true;
    this.who = true;
    this.parts.add(role.part ?? "either");
    this.add(group, "lead");
    return true;
  }

  already(group) {
    const units = group.units.map(sameUnit);
    return this.parties.some((party) => {
      const held = party.units.map(sameUnit);
      return units.every((unit) => held.includes(unit)) || units.includes(held[0]);
    });
  }

  /** "nhiệm vụ của X": what X leads; the one role that nobody has is X's. */
  owns(group) {
    const free = this.all.filter((one) => one.sym === "role" && !one.used);
    let part = "lead";
    if (free.length === 1 && !this.has("who", "with")) {
      free[0].used = true;
      part = free[0].part ?? "either";
    }
    if (this.is(group.first - 1, "of")) this.all[group.first - 1].used = true;
    this.add(group, part, group.units.length > 1 && !this.together(group));
  }

  /** The roles of the units that are asked for. */
  bindWho() {
    this.all.forEach((one, at) => {
      if (one.sym !== "who" || one.used) return;
      one.used = this.who = true;
      for (const place of this.rolesOfWho(at)) this.want(this.all[place]);
    });
    this.all.forEach((one, at) => {
      // "đơn vị chủ trì việc …": the noun asks
      if (one.sym !== "role" || one.used || !(this.is(at - 1, "unit-noun") || this.is(at + 1, "unit-noun"))) return;
      this.who = true;
      this.want(one);
    });
  }

  want(role) {
    role.used = true;
    this.parts.add(role.part ?? "either");
  }

  rolesOfWho(at) {
    const after = this.rolesAfter(at + 1);
    if (after.length) return after;
    let before = at - 1;
    for (; this.is(before, "of", "with", "unit-noun"); before--) if (this.is(before, "with")) this.all[before].used = true;
    if (this.roleAt(before)) return [before];
    const free = this.all.flatMap((one, i) => (one.sym === "role" && !one.used ? [i] : []));
    return free.length === 1 ? free : [];
  }

  /** The part of the units that are asked for, if it is one. */
  get wanted() {
    return this.parts.size === 1 ? [...this.parts][0] : null;
  }
}

const sameUnit = (unit) => JSON.stringify(unit);

function onePart(parts) {
  const only = new Set(parts);
  return only.size === 1 ? (parts[0] ?? "either") : "either";
}

/** The part of the one that a unit works with. */
function otherPart(part, leads, together) {
  if (part !== "lead" && !leads) return "lead";
  return together && !leads ? "lead" : "cooperate";
}
