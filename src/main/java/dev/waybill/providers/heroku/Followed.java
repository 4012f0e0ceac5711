package dev.waybill.providers.heroku;

/** Something that takes its time at Heroku. */
sealed interface Followed permits Build, Release {
    String status();

    /** Where its output is; empty if nowhere. */
    String output();

    default boolean isPending() {
        return status().equals("pending");
    }

    default boolean isSucceeded() {
        return status().equals("succeeded");
    }
}
