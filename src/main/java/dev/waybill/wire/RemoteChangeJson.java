package dev.waybill.wire;

/** A commit in the format of GitHub's GraphQL API, as far as git has the data. */
public record RemoteChangeJson(
        String oid,
        String abbreviatedOid,
        String messageHeadline,
        String authoredDate,
        String committedDate,
        Author author) {
    public record Author(String name, String date) {}
}
