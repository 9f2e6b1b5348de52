/** The part of WebAssembly's JavaScript interface that is used. An engine without it, or a policy that forbids it, is nothing unusual. */

export interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export interface Engine {
  readonly Memory: new (type: { readonly initial: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: Readonly<Record<string, unknown>> }
}

export const engine = (): Engine | undefined => (globalThis as { readonly WebAssembly?: Engine }).WebAssembly

/** The smallest module: the magic number and the version. */
export const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const

/** Whether WebAssembly may be compiled here. */
export function mayAssemble(): boolean {
  const found = engine()
  if (found === undefined) return false
  try {
    return new found.Module(Uint8Array.from(HEADER)) !== undefined
  } catch {
    // Whatever a policy throws for this constant module, the answer is no.
    return false
  }
}
