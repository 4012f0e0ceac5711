package dev.waybill.wire;

/** A commit as GitHub's GraphQL API shows one, as far as git knows. */
public record RemoteChangeJson(
        String oid,
        String abbreviatedOid,
        String messageHeadline,
        String authoredDate,
        String committedDate,
        Author author) {
    public record Author(String name, String date) {}
}
