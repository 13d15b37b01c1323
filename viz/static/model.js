// The data of a page (viz/README.md) with its facts found from either end.

/**
 * @param {object} data the data as viz/data.py writes it
 * @returns {object} the data with what is found from it
 */
export function createModel(data) {
  const outOf = data.nodes.map(() => []);
  const intoOf = data.nodes.map(() => []);
  const byId = new Map(data.nodes.map((node, at) => [node.id, at]));
  data.edges.forEach((edge) => {
    outOf[edge.src].push(edge);
    intoOf[edge.dst].push(edge);
  });
  const numbers = data.nodes.map((_, at) => at);
  const of = (edges, relation) => (relation ? edges.filter((edge) => edge.relation === relation) : edges);
  return {
    data,
    nodes: data.nodes,
    edges: data.edges,
    byId,
    /** Facts from the node `at`, of one relation or of all. */
    out: (at, relation) => of(outOf[at], relation),
    /** Facts to the node `at`. */
    into: (at, relation) => of(intoOf[at], relation),
    /** Numbers of the nodes of a kind, in the order of the documents. */
    kind: (kind) => numbers.filter((at) => data.nodes[at].kind === kind),
  };
}
