// Scripts may only come from our own files. Markup that htmx puts into a page comes from our own server, which escapes it.
if (window.trustedTypes && !window.trustedTypes.defaultPolicy) {
  window.trustedTypes.createPolicy("default", { createHTML: (markup) => markup });
}
