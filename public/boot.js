// Starts the page: the policy for markup, the WebAssembly, and the way to the engine in its worker.

const { js, wasm, engine, texts: tables, languages } = document.querySelector('script[data-js]').dataset;
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

// The language that was chosen here, else the first of the browser's own that there is; src/app/language.rs keeps it.
function wantedLanguage() {
  let chosen = null;
  try {
    chosen = localStorage.getItem('apim-designer.language');
  } catch { /* no storage, no choice */ }
  const known = languages.split(' ');
  const wanted = [chosen, ...navigator.languages].map(tag => tag?.split('-')[0]);
  return wanted.find(tag => known.includes(tag)) ?? 'en';
}

// Of each language there is a table for the page and one for the engine, which has English in it.
globalThis.textsOf = async language => {
  const response = await fetch(at(`${tables}-${language}-page.txt`));
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  return response.text();
};

try {
  const wanted = wantedLanguage();
  const [module, texts] = await Promise.all([
    fetch(at(wasm)).then(compile),
    textsOf(wanted).catch(error => {
      if (wanted === 'en') throw error;
      globalThis.languageMissing = wanted; // the page tells it
      return textsOf('en');
    }),
  ]);
  Object.assign(globalThis, { texts, language: globalThis.languageMissing ? 'en' : wanted });

  // worker.js tells how to talk to it.
  globalThis.startEngine = (language = 'en') => {
    const worker = new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' });
    worker.postMessage({ js: at(`${engine}.js`), wasm: at(`${engine}_bg.wasm`), texts: at(tables), language });
    return worker;
  };

  await (await import(at(js))).default({ module_or_path: module });
  document.documentElement.dataset.started = '';
} catch (error) {
  const status = document.querySelector('[role="status"]');
  if (status) status.textContent = `The page could not start: ${error.message}`;
  throw error;
}
