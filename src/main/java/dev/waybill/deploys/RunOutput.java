package dev.waybill.deploys;

import dev.waybill.deploys.RunStore.Run;
import dev.waybill.logs.Masker;
import dev.waybill.runs.LogSink;
import dev.waybill.store.Tx;
import org.jspecify.annotations.Nullable;

/**
 * Puts the output of one run into the log of its deploy. A piece and the note that it is stored are one transaction, so that every byte is
 * stored once. It need not wait for the disk: if the machine goes down, the command does, too. One thread.
 */
final class RunOutput implements LogSink {
    /** What stands in the log where some of the output is missing. */
    static final String GAP = "some of the output is missing here: the data directory had no room for it";

    private final Parts parts;
    private final long deploy;
    private final String run;
    private final String step;
    private final @Nullable Masker masker;
    private final String withheld;
    private boolean followsGap;

    private RunOutput(Parts parts, Deploy deploy, String run, String step, @Nullable Masker masker, String withheld) {
        this.parts = parts;
        this.deploy = deploy.id().value();
        this.run = run;
        this.step = step;
        this.masker = masker;
        this.withheld = withheld;
    }

    static LogSink masked(Parts parts, Deploy deploy, String run, String step, Masker masker) {
        return new RunOutput(parts, deploy, run, step, masker, "");
    }

    /** Without the values of its secrets, output cannot be masked: it is passed over, and a line says so, and why. */
    static LogSink withheld(Parts parts, Deploy deploy, Run run, String why) {
        return new RunOutput(parts, deploy, run.id(), run.step(), null, why);
    }

    @Override
    public int append(byte[] bytes, int length, long from, boolean isLast) {
        if (masker == null) {
            return passOver(length, from, "withheld, since they cannot be masked: " + withheld);
        }
        return append(masked(masker, bytes, length, isLast), from);
    }

    /** Where output was cut, a secret may be, and half of one is hidden, too. */
    private Masker.Masked masked(Masker masker, byte[] bytes, int length, boolean isLast) {
        return followsGap
                ? masker.maskAfterCut(bytes, length, isLast)
                : isLast ? masker.maskBeforeCut(bytes, length) : masker.mask(bytes, length, false);
    }

    private int append(Masker.Masked masked, long from) {
        if (masked.consumed() > 0) {
            parts.db().writeLazily(tx -> {
                advance(tx, from, from + masked.consumed());
                if (followsGap) {
                    parts.logs().say(tx, deploy, GAP);
                }
                parts.logs().append(tx, deploy, step, masked.bytes());
                return run;
            });
            followsGap = false;
        }
        return masked.consumed();
    }

    private int passOver(int length, long from, String why) {
        parts.db().writeAnyway(tx -> {
            advance(tx, from, from + length);
            parts.logs().say(tx, deploy, "%d bytes of output are %s".formatted(length, why));
            return run;
        });
        return length;
    }

    private void advance(Tx tx, long from, long end) {
        RunStore.advance(tx, run, parts.node(), from, end, parts.time().sinceBoot());
    }

    @Override
    public void gap() {
        followsGap = true;
    }

    @Override
    public void settle() {
        parts.db().write(tx -> {
            RunStore.confirm(tx, run, parts.node());
            return run;
        });
    }
}
