// The library ships no types; these are the parts that edtf.ts uses.
declare module 'edtf' {
  export default function edtf(text: string): { type: string; min: number; max: number; precision?: number }
}
