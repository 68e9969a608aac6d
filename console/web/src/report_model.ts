// What the page "Reports" gets from the server: the tables of console/report_json.hpp.

export type ReportCell =
  | null
  | string
  | { number: number }
  | { duration: number } // ms
  | { share: number } // 0 … 1
  | { mean: number }
  | { day: string } // 2026-03-02
  | { time: string }; // 2026-03-02 18:05

export interface ReportColumn {
  title: string;
  group: string; // neighbours of one group have a heading in common
  kind: 'words' | 'number' | 'duration' | 'share' | 'mean' | 'day' | 'time';
}

export interface ReportRow {
  kind: 'plain' | 'heading' | 'total';
  cells: ReportCell[];
}

export interface ReportChart {
  kind: 'columns' | 'lines';
  title: string;
  columns: number[];
}

export interface ReportSheet {
  id: string;
  name: string;
  columns: ReportColumn[];
  rows: ReportRow[];
  notes: string[];
  chart: ReportChart | null;
}

export interface Workbook {
  language: string;
  title: string;
  subtitle: string;
  sheets: ReportSheet[];
}

export interface ForwardedDue {
  today: string;
  workbook: Workbook;
}

export interface ReportFile {
  name: string;
  bytes: number;
}

export type PeriodKind = 'day' | 'month' | 'quarter' | 'year';
