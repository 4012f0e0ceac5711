package dev.waybill.commands;

import dev.waybill.logs.Masker;
import dev.waybill.runs.LogSink;
import org.jspecify.annotations.Nullable;

/** Stores the masked output of one run in the log of its deploy, each byte once. For one thread. */
final class RunOutput implements LogSink {
    private final RunJournal journal;
    private final RunJournal.Entry entry;
    private final @Nullable Masker masker;
    private final String withheld;
    private final Marks marks;
    private long rawRead;
    private boolean followsGap;

    private RunOutput(
            RunJournal journal,
            RunJournal.Entry entry,
            @Nullable Masker masker,
            String withheld,
            Marks marks,
            long rawRead) {
        this.journal = journal;
        this.entry = entry;
        this.masker = masker;
        this.withheld = withheld;
        this.marks = marks;
        this.rawRead = rawRead;
    }

    /** @param rawRead the first raw byte that is not stored yet */
    static RunOutput masked(RunJournal journal, RunJournal.Entry entry, Masker masker, Marks marks, long rawRead) {
        return new RunOutput(journal, entry, masker, "", marks, rawRead);
    }

    /**
     * For output that cannot be masked because the values of the secrets are not available: it is skipped, and a line in the log
     * gives the reason.
     */
    static RunOutput withheld(RunJournal journal, RunJournal.Entry entry, String why, long rawRead) {
        return new RunOutput(journal, entry, null, why, new Marks(false, false), rawRead);
    }

    @Override
    public int append(byte[] bytes, int length, long from, boolean isLast) {
        var taken = length;
        if (masker == null) {
            journal.passOver(entry, from, length, "withheld because they cannot be masked: " + withheld);
        } else {
            taken = append(masked(masker, bytes, length, isLast), from, isLast);
        }
        rawRead = from + taken;
        return taken;
    }

    /** A cut may go through a secret; the half that is left is masked, too. */
    private Masker.Masked masked(Masker known, byte[] bytes, int length, boolean isLast) {
        return followsGap
                ? known.maskAfterCut(bytes, length, isLast)
                : isLast ? known.maskBeforeCut(bytes, length) : known.mask(bytes, length, false);
    }

    /** A secret that is escaped in JSON, or percent-encoded in an address, only appears when it is decoded. */
    private Found masked(Found found) {
        return masker == null ? found : found.masked(new KnownSecrets(masker));
    }

    private int append(Masker.Masked masked, long from, boolean isLast) {
        if (masked.consumed() > 0) {
            var found = marks.read(masked.bytes());
            journal.append(
                    entry,
                    from,
                    masked.consumed(),
                    masked.bytes(),
                    followsGap,
                    masked(isLast ? found.and(marks.end()) : found));
            followsGap = false;
        }
        return masked.consumed();
    }

    @Override
    public void gap() {
        followsGap = true;
        marks.gap();
    }

    @Override
    public void settle() {
        journal.settle(entry.run());
    }

    /** The first raw byte that is not stored yet. */
    long rawRead() {
        return rawRead;
    }
}
