// Runs the bundle engine beside the page; src/bin/engine.rs has what can be called, src/app/engine.rs calls it.
// First message: { js, wasm, texts, language }, the engine's addresses, where tables of texts begin, and the language of
// its sentences; { language } for another one later. Then { id, call, args }, each answered by { id, value }, or by
// { id, refused } with the engine's own sentence. { fault } says that this worker is of no use any more.

let engine;
let tables;

async function load({ js, wasm }) {
  const [exports, response] = await Promise.all([import(js), fetch(wasm)]);
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  // Not streamed: some hosts don't know the type that this insists on.
  await exports.default({ module_or_path: await response.arrayBuffer() });
  return exports;
}

// Without its table the engine speaks English, which is better than not at all.
async function speak(engine, language) {
  const exports = await engine;
  const response = language === 'en' ? null : await fetch(`${tables}-${language}-engine.txt`).catch(() => null);
  exports.speak(response?.ok ? await response.text() : '');
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
    if (data.js) {
      tables = data.texts;
      engine = load(data);
    }
    if (data.language) await (engine = speak(engine, data.language));
    else await answer(data);
  } catch (error) {
    const what = data.js ? 'could not be loaded' : 'has stopped';
    postMessage({ fault: `it ${what}, ${error?.message ?? error}` });
  }
};
