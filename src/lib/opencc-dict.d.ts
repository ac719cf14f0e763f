/** `traditional simplified|traditional simplified|…`, from OpenCC. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string
  export default pairs
}
