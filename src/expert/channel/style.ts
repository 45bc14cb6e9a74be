// The looks of a conversation come with its code: styles in files of their own would all be in the first load (plain-imports.ts).
// A constructed style sheet is made by our own script, so that `style-src 'self'` lets it through (CSSOM 1, CSP 3).
// In the last line: large letters, where nothing may cover what is read (base.css).

const css = `
.who{margin-bottom:var(--s2)}
.about summary{min-height:var(--tap)}
.about h2{font-size:var(--t-md);margin:var(--s4) 0 0}
.thread ol{display:flex;flex-direction:column}
.thread .day{margin:var(--s5) 0 var(--s3);font-size:var(--t-sm);font-weight:600;text-align:center;color:var(--ink-2)}
.thread .happened{align-self:center;margin:var(--s2) 0;text-align:center}
.thread .message{align-self:flex-start;max-width:85%;margin:var(--s3) 0 0;padding:var(--s2) var(--s3);border:1px solid var(--hair);border-radius:var(--r3) var(--r3) var(--r3) 4px;background:var(--surface)}
.thread .mine{align-self:flex-end;margin-left:0;border-color:transparent;border-radius:var(--r3) var(--r3) 4px;background:var(--private-soft)}
.thread .next{margin-top:4px}
.author{font-weight:600;color:var(--ink)}
.mine .where{text-align:end}
.mine .where::before{content:"";display:inline-block;width:.7em;height:.7em;margin-inline-end:.4em;border:2px solid var(--line);border-radius:50%}
.mine .where:is(.queued,.sending)::before{border-style:dashed}
.mine .where:is(.sent,.received)::before{border-color:currentColor}
.mine .where.read::before{width:.35em;margin-inline:.1em .5em;border-width:0 2px 2px 0;border-color:currentColor;border-radius:0;rotate:45deg;translate:0 -.1em}
.mine .where:is(.withdrawing,.withdrawn)::before{display:none}
.mine .where.queued{color:var(--wait)}
.mine .button.quiet{min-height:44px;margin:0;padding:0 var(--s2);float:inline-end;font-size:var(--t-sm)}
:has(>.composer){scroll-margin-bottom:-36px}
.composer{position:sticky;bottom:0;z-index:1;margin:var(--s3) calc(-1*var(--s4)) 0;padding:var(--s2) var(--s4);border-top:1px solid var(--hair);background:var(--bg)}
.composer .write{display:flex;align-items:flex-end;gap:var(--s2)}
.composer textarea{flex:1;min-width:0;min-height:var(--tap);max-height:40vh;max-height:40dvh;resize:none;border-radius:var(--r3)}
.composer .button.main{flex:none;width:auto}
.composer .button.quiet{min-height:44px;margin:0;padding:0}
.composer .beside{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 var(--s4)}
.chips{margin-top:var(--s4)}
.chips .button{min-height:44px;border-radius:var(--r3);background:var(--surface-2);font-size:var(--t-sm)}
@media (max-height:30em){body:has(.composer textarea:focus) .tabs{position:static}.composer textarea{max-height:7em}}
@media (forced-colors:active){.thread .message,.thread .mine{border:1px solid CanvasText}.thread .mine{border-inline-start-width:6px}.composer .button.quiet{padding:0 var(--s2)}}
@container (max-width:18em){.composer{position:static}.composer .write{flex-wrap:wrap}.composer textarea{flex-basis:100%}.composer .button.main{width:100%}.thread .message{max-width:100%}}
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
