// Numbers as the program writes them everywhere: "35.000 đ", "2,5 kg", "12,6 tấn".

import { say } from "./words.js";

const grouped = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 3 });
const shortened = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });

export const count = (number) => grouped.format(number);
export const money = (vnd) => `${grouped.format(vnd)}\u00a0đ`;

export function weight(grams) {
  if (grams >= 1_000_000) return say("tonnes", { number: shortened.format(grams / 1_000_000) });
  return `${shortened.format(grams / 1000)} kg`;
}

/** The number that was typed, in Vietnamese or English decimals; null if it is none. */
export function typedNumber(text) {
  const written = text.trim();
  // "1.000" is a thousand in Vietnam; a decimal point is read only where it cannot be that.
  if (/^\d{1,3}(\.\d{3})+$/.test(written)) return Number(written.replaceAll(".", ""));
  if (!/^\d+([.,]\d+)?$/.test(written)) return null;
  return Number(written.replace(",", "."));
}

/** An amount of money as it is typed: "29000", "29.000", "29k", "1tr2" is left to the figures. */
export function typedMoney(text) {
  const written = text.trim().toLowerCase().replace(/\s*(đ|d|vnd|đồng)$/, "");
  const thousands = /^(\d+(?:[.,]\d+)?)\s*(k|nghìn|ngàn)$/.exec(written);
  const number = thousands ? typedNumber(thousands[1]) * 1000 : typedNumber(written);
  return number !== null && Number.isInteger(number) && number > 0 ? number : null;
}

/** No number, a Vietnamese one, or one from abroad with its country; the rest is asked about. */
export function canBePhone(text) {
  const plain = text.replace(/[\s.\-()\u2010-\u2013\u200b]/g, "");
  return /^$|^(\+?84|0084|0)0?([35789]\d{8}|2\d{9})$|^(\+|00)(?!84)\d{8,15}$/.test(plain);
}

/** What was written as a number, for a field: 2.5 → "2,5". */
export const forField = (number) => String(Math.round(number * 1000) / 1000).replace(".", ",");

export function clock(ms) {
  const at = new Date(ms);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
