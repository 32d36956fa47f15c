// Starts the page: the policy for markup, the WebAssembly, and the way to a worker of the same module.

const { js, wasm } = document.querySelector('script[data-js]').dataset;
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

const module = await WebAssembly.compileStreaming(fetch(at(wasm)));

// A worker with the module that is compiled already; worker.js tells how to talk to it.
globalThis.startWorker = () => {
  const worker = new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' });
  worker.postMessage({ js: at(js), module });
  return worker;
};

await (await import(at(js))).default({ module_or_path: module });
document.documentElement.dataset.started = '';
