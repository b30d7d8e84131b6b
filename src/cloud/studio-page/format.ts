import type { Language } from './texts.js';

/** Numbers and times in one language, with digits that both read. */
export interface Format {
  number(value: number): string;
  percent(value: number): string;
  /** How long something took, in the unit that fits. */
  duration(ms: number): string;
  /** Time of day; the date too when it is another day than today. */
  time(at: number): string;
  /** Date and time to the second. */
  full(at: number): string;
}

export function makeFormat(language: Language): Format {
  const locale = language === 'ar' ? 'ar-SA-u-nu-latn-ca-gregory' : 'en-GB';
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const unit = (name: string, digits: number): Intl.NumberFormat => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  const [milliseconds, seconds, minutes] = [unit('millisecond', 0), unit('second', 1), unit('minute', 0)];
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
  return {
    number: (value) => number.format(value),
    percent: (value) => percent.format(value),
    duration: (ms) => (ms < 1000 ? milliseconds.format(ms) : ms < 120_000 ? seconds.format(ms / 1000) : minutes.format(ms / 60_000)),
    time: (at) => (at >= startOfDay(new Date()) ? clock : date).format(at),
    full: (at) => full.format(at),
  };
}

/** The first moment of the day of a time, where the operator is; epoch milliseconds. */
export const startOfDay = (time: Date): number => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

/** A day as date fields have it: `2026-11-24`. */
export const dayText = (time: Date): string =>
  `${String(time.getFullYear()).padStart(4, '0')}-${String(time.getMonth() + 1).padStart(2, '0')}-${String(time.getDate()).padStart(2, '0')}`;

/** The span of a day of a date field, also one of 23 or 25 hours; none while a year is being typed. */
export function daySpan(text: string): [from: number, to: number] | undefined {
  const [year, month, date] = text.split('-').map(Number);
  if (!year || !month || !date || year < 2000) return undefined;
  return [new Date(year, month - 1, date).getTime(), new Date(year, month - 1, date + 1).getTime()];
}
