package dev.waybill.network;

/** A variable of the environment has a value that cannot be used. The message is a sentence that names the variable. */
public final class WrongVariable extends Exception {
    private static final long serialVersionUID = 1;

    WrongVariable(String sentence) {
        super(sentence);
    }
}
