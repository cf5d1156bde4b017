import type { EngineCore } from '../../src/app/engine/engine.ts';

/** Keeps a file as an audit of its own, whatever it could be added to, and gives the audit's id. */
export async function openAlone(engine: EngineCore, file: File): Promise<string> {
  const { audit } = await engine.openFile(file);
  return audit ?? (await engine.placeFile(null));
}
