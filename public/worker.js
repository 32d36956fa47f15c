// Runs the bundle engine beside the page; src/bin/engine.rs has what can be called, src/app/engine.rs calls it.
// First message: { js, wasm }, the engine's addresses. Then { id, call, args }, each answered by { id, value }, or by
// { id, refused } with the engine's own sentence. { fault } says that this worker is of no use any more.

let engine;

async function load({ js, wasm }) {
  const [exports, response] = await Promise.all([import(js), fetch(wasm)]);
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  // Not streamed: some hosts don't know the type that this insists on.
  await exports.default({ module_or_path: await response.arrayBuffer() });
  return exports;
}

async function answer({ id, call, args }) {
  const exports = await engine;
  try {
    const value = exports[call](...args);
    // Bytes are handed over, not copied.
    postMessage({ id, value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    if (typeof error !== 'string') throw error;
    postMessage({ id, refused: error });
  }
}

onmessage = async ({ data }) => {
  try {
    if (data.js) await (engine = load(data));
    else await answer(data);
  } catch (error) {
    const what = data.js ? 'could not be loaded' : 'has stopped';
    postMessage({ fault: `it ${what}, ${error?.message ?? error}` });
  }
};
