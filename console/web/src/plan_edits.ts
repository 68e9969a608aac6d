// What the plan's document will be when the server has carried out the edits that it has not answered yet, so that the
// form follows the hand at once and every edit is reckoned on the ones before it. Only a preview: what an edit makes of
// the text, and whether it can be made at all, the server knows (plan/plan_edit.hpp).
import type { Edit, Node, Path, Table, Value } from './plan_model';
import { nodeAt } from './plan_sections';

const nodeOf = (value: Value): Node => {
  if (Array.isArray(value)) return value.map(nodeOf);
  if (typeof value === 'object') return Object.fromEntries(value.pairs.map((pair) => [pair.key, nodeOf(pair.value)]));
  return value;
};

// A copy in which `made` stands at the step; undefined: nothing does any more.
function withStep(node: Node[] | Table, step: string, made: Node | undefined): Node {
  if (Array.isArray(node)) {
    const at = Number(step);
    return [...node.slice(0, at), ...(made === undefined ? [] : [made]), ...node.slice(at + 1)];
  }
  if (made !== undefined) return { ...node, [step]: made };
  return Object.fromEntries(Object.entries(node).filter(([key]) => key !== step));
}

// A copy in which `change` has been made of what stands at the path; where nothing leads there, nothing changes.
function changed(node: Node, path: Path, change: (node: Node | undefined) => Node | undefined): Node {
  const [step = '', ...rest] = path;
  if (typeof node !== 'object') return node;
  const inner = nodeAt(node, [step]);
  if (rest.length === 0) return withStep(node, step, change(inner));
  return inner === undefined ? node : withStep(node, step, changed(inner, rest, change));
}

function lifted(list: Node, at: number): Node {
  if (!Array.isArray(list)) return list;
  const [before, here] = list.slice(at - 1, at + 1);
  return before === undefined || here === undefined ? list : [...list.slice(0, at - 1), here, before, ...list.slice(at + 1)];
}

// The form inserts at the end of a list only.
function withEdit(document: Node, edit: Edit): Node {
  const { path } = edit;
  if (edit.do === 'remove') return changed(document, path, () => undefined);
  if (edit.do === 'set') return changed(document, path, () => nodeOf(edit.value));
  if (edit.do === 'insert') return changed(document, path, (list) => [...(Array.isArray(list) ? list : []), nodeOf(edit.value)]);
  return changed(document, path.slice(0, -1), (list) => list && lifted(list, Number(path[path.length - 1])));
}

export const withEdits = (document: Table | null, edits: Edit[]): Table | null =>
  document && (edits.reduce(withEdit, document as Node) as Table);
