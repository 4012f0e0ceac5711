package dev.waybill.chat.grammar;

/** A sentence that is not in the grammar. The message says why, and what to say instead. */
public final class Unclear extends Exception {
    private static final long serialVersionUID = 1;

    Unclear(String answer) {
        super(answer);
    }

    /** The message. */
    public String answer() {
        return String.valueOf(getMessage());
    }
}
