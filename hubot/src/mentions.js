const INVISIBLE = '\u200b';

/**
 * Text that calls nobody and contains no markup of the chat: reasons, branches and names come from people, and may contain
 * <!channel> or @everyone. The character that is put in is not seen, and Waybill ignores it in sentences.
 */
export function harmless(text) {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ')
    .replace(/@(?=[\p{L}\p{N}_])/gu, `@${INVISIBLE}`)
    .replace(/<(?=[!@#\p{L}])/gu, `<${INVISIBLE}`);
}
