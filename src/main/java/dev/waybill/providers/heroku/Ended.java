package dev.waybill.providers.heroku;

import dev.waybill.spi.Result;

/** A deploy ends here, in the middle of a step. */
final class Ended extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Result result;

    Ended(Result result) {
        super(null, null, false, false);
        this.result = result;
    }

    static Ended failed(String sentence) {
        return new Ended(new Result.Failed(sentence));
    }

    Result result() {
        return result;
    }
}
