package dev.waybill.providers.heroku;

import dev.waybill.spi.Result;

/** A deploy ends here, in the middle of a step. */
final class Ended extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Result result;
    private final boolean isVerdict;

    private Ended(Result result, boolean isVerdict) {
        super(null, null, false, false);
        this.result = result;
        this.isVerdict = isVerdict;
    }

    /** Something may go on at Heroku. */
    static Ended with(Result result) {
        return new Ended(result, false);
    }

    /** Something may go on at Heroku. */
    static Ended failed(String sentence) {
        return with(new Result.Failed(sentence));
    }

    /** Heroku itself has said so, and nothing goes on there. */
    static Ended verdict(Result result) {
        return new Ended(result, true);
    }

    Result result() {
        return result;
    }

    boolean isVerdict() {
        return isVerdict;
    }
}
