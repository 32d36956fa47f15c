// Starts the page: the policy for markup, the WebAssembly, and the way to the engine in its worker.

const { js, wasm, engine } = document.querySelector('script[data-js]').dataset;
const at = path => new URL(path, document.baseURI).href;

// Leptos sets whole static sub-trees as markup; what could run is refused.
globalThis.trustedTypes?.createPolicy('default', {
  createHTML(markup) {
    if (/<(script|iframe|object|embed|base|link|meta)\b|\son\w+\s*=|javascript:/i.test(markup)) {
      throw new TypeError('refused markup');
    }
    return markup;
  },
});

// The only script address that this page makes up.
const workerUrl = at('worker.js');
const policy = globalThis.trustedTypes?.createPolicy('app', {
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError('refused script');
    return url;
  },
});

// Some hosts don't know the type, which streaming insists on.
async function compile(response) {
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  return response.headers.get('Content-Type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

try {
  const module = await compile(await fetch(at(wasm)));

  // worker.js tells how to talk to it.
  globalThis.startEngine = () => {
    const worker = new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' });
    worker.postMessage({ js: at(`${engine}.js`), wasm: at(`${engine}_bg.wasm`) });
    return worker;
  };

  await (await import(at(js))).default({ module_or_path: module });
  document.documentElement.dataset.started = '';
} catch (error) {
  const status = document.querySelector('[role="status"]');
  if (status) status.textContent = `The page could not start: ${error.message}`;
  throw error;
}
