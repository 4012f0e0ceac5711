package dev.waybill.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.errors.Unavailable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class RefLookupTest {
    /** Why a repository cannot be read is part of what a deploy waits for. */
    @Test
    void textOfAnUnexpectedFailure_isShownToNobody() {
        for (var failure : new Throwable[] {
            new IllegalArgumentException("Illegal character in \"s3cret\""),
            new OutOfMemoryError("s3cret"),
            new IllegalStateException(new IOException("s3cret"))
        }) {
            assertThat(RefLookup.complaint(new ExecutionException(failure)))
                    .isEqualTo("the server failed unexpectedly; see its log");
        }
        assertThat(RefLookup.complaint(new ExecutionException(new IOException("connection: it was refused"))))
                .isEqualTo("connection: it was refused");
        assertThat(RefLookup.complaint(new ExecutionException(new Unavailable("unavailable", "No response"))))
                .isEqualTo("No response");
    }
}
