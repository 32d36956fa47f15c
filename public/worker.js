// Runs exported functions of the page's module beside the page.
// First message: { js, module }. Then { id, call, args }, each answered by { id, value } or { id, error }.

let ready;

onmessage = async ({ data }) => {
  if (data.module) {
    ready = import(data.js).then(async exports => {
      await exports.default({ module_or_path: data.module });
      return exports;
    });
    return;
  }
  const { id, call, args } = data;
  try {
    const value = (await ready)[call](...args);
    // Bytes are handed over, not copied.
    postMessage({ id, value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    postMessage({ id, error: String(error?.message ?? error) });
  }
};
