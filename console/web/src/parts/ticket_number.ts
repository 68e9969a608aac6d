// A ticket's number as people write and say it: "a12", "A 012"; null: it is none.
export function numberOf(text: string): { letter: string; ordinal: number } | null {
  const parts = /^([A-Z])\s*0*(\d{1,6})$/.exec(text.trim().toUpperCase());
  return parts ? { letter: parts[1] ?? '', ordinal: Number(parts[2]) } : null;
}
