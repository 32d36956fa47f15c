// Before the first paint, so that a chosen theme does not flash in.
try {
  const theme = localStorage.getItem('apim-designer.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* no storage, no choice */ }
