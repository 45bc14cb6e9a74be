// The package has no types of its own. What it exports: https://github.com/ytiurin/hyphen#readme
declare module 'hyphen/fi/index.js' {
  const finnish: { hyphenateSync(text: string, options?: { hyphenChar?: string; minWordLength?: number }): string };
  export default finnish;
}
