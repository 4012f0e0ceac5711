package dev.waybill.api.input;

import dev.waybill.errors.Invalid;
import dev.waybill.errors.ServiceException;
import dev.waybill.http.BodyText;
import dev.waybill.http.Forms;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Blocker;

/** Reads a multipart form (RFC 7578), as sent by {@code curl -F}, in memory. */
final class Multipart {
    private static final int MOST_PARTS = 100;

    private Multipart() {}

    /** The fields by name; the value of a file is its content. */
    static Map<String, String> read(byte[] body, String contentType) {
        var boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null) {
            throw new Invalid(
                    "invalid_body",
                    "The Content-Type multipart/form-data has no boundary; add the one of the body, such as: multipart/form-data; boundary=X");
        }
        var parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(MOST_PARTS);
        parser.setMaxMemoryFileSize(-1);
        var source = new ByteBufferContentSource(ByteBuffer.wrap(body));
        try (MultiPartFormData.Parts parts = Blocker.blockWithPromise(promise -> parser.parse(source, promise))) {
            var fields = new LinkedHashMap<String, String>();
            for (var part : parts) {
                Forms.put(fields, name(part), text(part));
            }
            return fields;
        } catch (ServiceException | HttpResponseException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // Jetty throws both for malformed forms
            throw new Invalid(
                    "invalid_body",
                    "The form in the body is malformed: it must have at most %d parts, each after a line \"--%2$s\", and end with \"--%2$s--\""
                            .formatted(MOST_PARTS, boundary));
        }
    }

    private static String name(MultiPart.Part part) {
        if (part.getName() == null) {
            throw new Invalid(
                    "invalid_body",
                    "The form in the body is malformed: a part has no name; give it one, such as: Content-Disposition: form-data; name=\"app\"");
        }
        return part.getName();
    }

    private static String text(MultiPart.Part part) throws IOException {
        var bytes = Content.Source.asInputStream(part.getContentSource()).readAllBytes();
        var type = part.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return BodyText.of(bytes, type, "The field \"%s\" of the form in the body".formatted(part.getName()));
    }
}
