package dev.waybill.deploys;

/** The id of a deploy, unique in the database. */
public record DeployId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
