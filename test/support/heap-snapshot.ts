/** One string of a heap. */
export interface HeapString {
  readonly text: string;
  /** What holds it, from the root down: names of objects and properties. */
  readonly path: () => string;
}

/** What we use of the format that V8 writes (`v8/src/profiler/heap-snapshot-generator.cc`). */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** Steps of a path that are shown, those next to the string. */
const shownSteps = 8;

/** Letters of an object's name that are shown. */
const shownName = 60;

/**
 * All strings of a heap snapshot (its JSON text), those that V8 put together of parts too, and names. The part of
 * which a slice was taken is kept whole by the slice, and stands here whole.
 */
export function readHeapStrings(json: string): readonly HeapString[] {
  const { snapshot, nodes, edges, strings } = JSON.parse(json) as Snapshot;
  const { node_fields, node_types, edge_fields, edge_types } = snapshot.meta;
  const width = node_fields.length;
  const edgeWidth = edge_fields.length;
  const count = nodes.length / width;
  const nodeAt = (node: number, field: string) =>
    nodes[node * width + node_fields.indexOf(field)] ?? 0;
  const edgeAt = (edge: number, field: string) =>
    edges[edge * edgeWidth + edge_fields.indexOf(field)] ?? 0;
  const typeOf = (node: number) => node_types[0][nodeAt(node, 'type')] ?? '';
  const nameOf = (node: number) => strings[nodeAt(node, 'name')] ?? '';
  const target = (edge: number) => edgeAt(edge, 'to_node') / width;
  const edgeName = (edge: number) => {
    const kind = edge_types[0][edgeAt(edge, 'type')];
    const value = edgeAt(edge, 'name_or_index');
    return kind === 'element' || kind === 'hidden' ? `[${value}]` : (strings[value] ?? '');
  };

  const first = new Int32Array(count + 1);
  for (let node = 0; node < count; node += 1) {
    first[node + 1] = (first[node] ?? 0) + nodeAt(node, 'edge_count');
  }
  const edgesOf = (node: number) => {
    const start = first[node] ?? 0;
    return Array.from({ length: (first[node + 1] ?? 0) - start }, (_, at) => start + at);
  };

  /** The text of a string that may consist of two others. */
  function textOf(node: number): string {
    if (typeOf(node) !== 'concatenated string') return nameOf(node);
    const parts: string[] = [];
    const waiting = [node];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (typeOf(next) === 'concatenated string') {
        const halves = new Map(edgesOf(next).map((edge) => [edgeName(edge), target(edge)]));
        // The left one is taken out first.
        for (const half of [halves.get('second'), halves.get('first')]) {
          if (half !== undefined) waiting.push(half);
        }
      } else parts.push(nameOf(next));
    }
    return parts.join('');
  }

  let parents: Int32Array | undefined;

  /** For each node the edge by which it is reached first, breadth first. */
  function reach(): Int32Array {
    const by = new Int32Array(count).fill(-1);
    const queue = [0];
    for (const node of queue) {
      for (const edge of edgesOf(node)) {
        const next = target(edge);
        const weak = edge_types[0][edgeAt(edge, 'type')] === 'weak';
        if (weak || next === 0 || by[next] !== -1) continue;
        by[next] = edge;
        queue.push(next);
      }
    }
    return by;
  }

  /** The node that has an edge. */
  function ownerOf(edge: number): number {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((first[middle + 1] ?? 0) <= edge) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function pathTo(node: number): string {
    parents ??= reach();
    const steps: string[] = [];
    let [at, edge] = [node, parents[node] ?? -1];
    while (edge !== -1 && steps.length < shownSteps) {
      at = ownerOf(edge);
      steps.unshift(`${nameOf(at).slice(0, shownName)}.${edgeName(edge)}`);
      edge = parents[at] ?? -1;
    }
    return steps.length === 0 ? 'held by nobody that is known' : steps.join(' → ');
  }

  const isString = new Set(['string', 'concatenated string', 'regexp']);
  const found = Array.from({ length: count }, (_, node) => node)
    .filter((node) => isString.has(typeOf(node)))
    .map((node): HeapString => ({ text: textOf(node), path: () => pathTo(node) }));
  const known = new Set(found.map(({ text }) => text));
  // Keys of objects and names of functions, which have no node of their own.
  const names = strings.filter((text) => !known.has(text));
  return [...found, ...names.map((text): HeapString => ({ text, path: () => 'as a name' }))];
}
