// What of the plan's file the form shows, in which order, and how each value is written. The form knows no rules: what
// is wrong is told by the reader of plans. Whatever is not here stays as it is in the file.
import type { Node, Path, Table, Value } from './plan_model';

export type Kind =
  | 'words' // in each language of the hall
  | 'word' | 'number' | 'flag'
  | 'choice' // out of `options`, or the ids of another section
  | 'many' // ids of services of the same kind
  | 'languages'
  | 'hours' | 'days'
  | 'texts' | 'links'
  | 'route' // the steps after a service
  | 'ways'; // the areas of a board and its arrows

export interface FieldSpec {
  key: string; // "norm.wait": within a table
  kind: Kind;
  optional?: boolean;
  options?: string[];
  from?: string; // a section whose ids are the options
  wide?: boolean;
  simple?: boolean; // visitors may ask for it in simple words
}

type Fresh = (document: Table, languages: string[], nth: number) => { key: string; value: Value }[];
export interface SectionSpec {
  id: string;
  list: boolean; // [[id]], else [id]
  fields: FieldSpec[];
  parts?: string[]; // further sections on the same page
  fresh?: Fresh;
}

const words = (key: string, wide = true): FieldSpec => ({ key, kind: 'words', wide });
// A name visitors read.
const called = (): FieldSpec => ({ ...words('name'), simple: true });
const word = (key: string, optional = false): FieldSpec => ({ key, kind: 'word', optional });
const number = (key: string, optional = false): FieldSpec => ({ key, kind: 'number', optional });
const choice = (key: string, from: string, optional = false): FieldSpec => ({ key, kind: 'choice', from, optional });

export const listAt = (document: Table, key: string): Table[] => {
  const list = document[key];
  return Array.isArray(list) ? (list.filter((each) => typeof each === 'object' && !Array.isArray(each)) as Table[]) : [];
};

export const nodeAt = (root: Node | null, path: Path): Node | undefined => {
  let node: Node | undefined = root ?? undefined;
  for (const step of path) {
    if (Array.isArray(node)) node = node[Number(step)];
    else if (typeof node === 'object') node = node[step];
    else return undefined;
  }
  return node;
};

const firstId = (document: Table, key: string): string => String(listAt(document, key)[0]?.['id'] ?? '');
const named = (languages: string[], ru: string, en: string): Value => ({
  pairs: languages.map((language) => ({ key: language, value: language === 'ru' ? ru : en })),
});
// The lowest "service-7" that nobody has.
const freeId = (document: Table, key: string): string => {
  const taken = new Set(listAt(document, key).map(({ id }) => id));
  let n = 1;
  while (taken.has(`${key.replace('_', '-')}-${n}`)) ++n;
  return `${key.replace('_', '-')}-${n}`;
};
const simple = (key: string, ru: string, en: string, more: { key: string; value: Value }[] = []): Fresh =>
  (document, languages) => [{ key: 'id', value: freeId(document, key) }, { key: 'name', value: named(languages, ru, en) }, ...more];

export const sections: SectionSpec[] = [
  { id: 'hall', list: false, fields: [called(), word('zone'), { key: 'languages', kind: 'languages' }] },
  {
    id: 'service', list: true,
    fields: [
      called(), word('id'), choice('group', 'group'), choice('kind', 'kind'), word('letter'), number('code', true), word('icon', true),
      word('usual', true), word('norm.wait', true), word('norm.service', true), { ...word('online', true), wide: true },
      { key: 'then', kind: 'route', wide: true },
      { key: 'schedule', kind: 'hours', optional: true, wide: true }, { key: 'special', kind: 'days', optional: true, wide: true },
      { key: 'documents', kind: 'texts', wide: true }, { key: 'links', kind: 'links', wide: true },
      { key: 'phrases', kind: 'texts', wide: true }, { ...word('knowledge_base', true), wide: true },
    ],
    fresh: (document, languages) => [
      { key: 'id', value: freeId(document, 'service') }, { key: 'group', value: firstId(document, 'group') },
      { key: 'kind', value: firstId(document, 'kind') }, { key: 'letter', value: 'A' }, { key: 'name', value: named(languages, 'Новая услуга', 'New service') },
    ],
  },
  {
    id: 'window', list: true,
    fields: [number('number'), choice('kind', 'kind'), choice('area', 'area', true), word('push', true), { key: 'services', kind: 'many', optional: true, wide: true }, { key: 'helps', kind: 'many', wide: true }],
    fresh: (document) => [
      { key: 'number', value: Math.max(0, ...listAt(document, 'window').map((each) => Number(each['number']) || 0)) + 1 },
      { key: 'kind', value: firstId(document, 'kind') },
    ],
  },
  {
    id: 'kind', list: true,
    fields: [words('name'), word('id'), word('norm.wait'), word('norm.service'), { key: 'schedule', kind: 'hours', wide: true }, { key: 'special', kind: 'days', wide: true }],
    fresh: (document, languages) => [
      { key: 'id', value: freeId(document, 'kind') }, { key: 'name', value: named(languages, 'Новый вид окон', 'New kind of window') },
      { key: 'norm', value: { pairs: [{ key: 'wait', value: '20m' }, { key: 'service', value: '10m' }] } },
      { key: 'schedule', value: { pairs: [{ key: 'monday', value: '09:00-18:00' }] } },
    ],
  },
  { id: 'group', list: true, fields: [called(), word('id'), word('icon', true)], fresh: simple('group', 'Новая группа', 'New group') },
  { id: 'category', list: true, fields: [called(), word('id'), word('head_start')], fresh: simple('category', 'Новая категория', 'New category', [{ key: 'head_start', value: '15m' }]) },
  {
    id: 'calling', list: false, parts: ['ordering', 'closing', 'finishing', 'parking', 'forwarding', 'statistics'],
    fields: [word('missed_after', true), word('no_show_not_before', true), number('recalls_at_most', true), word('recall_not_before', true), word('finish_not_before', true), word('return_within', true), number('return_behind', true)],
  },
  { id: 'outcome', list: true, fields: [words('name'), word('id'), { key: 'forwarded', kind: 'flag' }], fresh: simple('outcome', 'Новый итог', 'New outcome') },
  { id: 'pause_reason', list: true, fields: [words('name'), word('id')], fresh: simple('pause_reason', 'Новая причина', 'New reason') },
  { id: 'stage', list: true, fields: [words('name'), word('id'), word('at_most')], fresh: simple('stage', 'Новый этап', 'New stage', [{ key: 'at_most', value: '10m' }]) },
  { id: 'slip', list: false, parts: ['rating', 'panic'], fields: [{ key: 'people_ahead', kind: 'flag' }, { key: 'wait', kind: 'flag' }, { key: 'large_print', kind: 'flag' }, word('second_language', true), word('logo', true), { ...word('qr', true), wide: true }, { ...words('note'), simple: true }] },
  { id: 'topic', list: true, fields: [called(), word('id')], fresh: simple('topic', 'Новая тема', 'New topic') },
  {
    id: 'area', list: true, fields: [called(), word('id'), { key: 'colour', kind: 'choice', options: ['blue', 'orange', 'green', 'yellow', 'pink', 'white'] }, word('sign')],
    fresh: simple('area', 'Новая часть зала', 'New area', [{ key: 'colour', value: 'white' }, { key: 'sign', value: 'V' }]),
  },
  {
    id: 'board', list: true, fields: [word('id'), number('diagonal'), number('farthest_seat'), word('size', true), number('rows', true), { key: 'playlist', kind: 'flag' }, { key: 'areas', kind: 'ways', wide: true }],
    fresh: (document) => [{ key: 'id', value: freeId(document, 'board') }, { key: 'diagonal', value: 55 }, { key: 'farthest_seat', value: 5 }],
  },
  {
    id: 'kiosk', list: true, fields: [word('id'), number('diagonal'), number('bottom'), word('size', true), { key: 'details', kind: 'flag' }],
    fresh: (document) => [{ key: 'id', value: freeId(document, 'kiosk') }, { key: 'diagonal', value: 32 }, { key: 'bottom', value: 700 }],
  },
  { id: 'device', list: true, fields: [words('name'), word('id')], fresh: simple('device', 'Новое устройство', 'New device') },
  {
    id: 'staff', list: true, fields: [word('login'), words('name'), words('position')],
    fresh: (_, languages, nth) => [{ key: 'login', value: `person-${nth}` }, { key: 'name', value: named(languages, 'Имя Фамилия', 'First Last') }],
  },
  {
    id: 'panic_zone', list: true, fields: [number('number'), number('window', true), words('name')],
    fresh: (document, languages) => [
      { key: 'number', value: Math.max(0, ...listAt(document, 'panic_zone').map((each) => Number(each['number']) || 0)) + 1 },
      { key: 'name', value: named(languages, 'Новое место', 'New place') },
    ],
  },
];

// Tables that share a page with another section.
export const parts: Record<string, FieldSpec[]> = {
  ordering: [{ key: 'policy', kind: 'choice', options: ['norm', 'arrival'] }, word('long_wait', true), word('ceiling', true), number('priority_in_a_row', true), number('helps_when_waiting', true)],
  closing: [word('prepare', true), word('latest_end', true), { key: 'when_full', kind: 'choice', options: ['go_on', 'warn', 'stop'], optional: true }],
  finishing: [{ key: 'outcome_required', kind: 'flag' }, { key: 'stages_required', kind: 'flag' }],
  parking: [word('remind_after', true)],
  forwarding: [word('register_within', true), word('answer_within', true)],
  statistics: [word('abandoned_after', true)],
  rating: [word('within', true)],
  panic: [word('escalate_after', true)],
};

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
// The words of the plan for hall/area.hpp's arrows, from the left round the back.
export const arrows = ['left', 'ahead-left', 'ahead', 'ahead-right', 'right', 'back-right', 'back', 'back-left'];
