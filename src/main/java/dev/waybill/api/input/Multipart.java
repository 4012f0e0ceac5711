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
            throw new Invalid("invalid_body", "The Content-Type multipart/form-data names no boundary");
        }
        var parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(MOST_PARTS);
        parser.setMaxMemoryFileSize(-1);
        var source = new ByteBufferContentSource(ByteBuffer.wrap(body));
        try (MultiPartFormData.Parts parts = Blocker.blockWithPromise(promise -> parser.parse(source, promise))) {
            var fields = new LinkedHashMap<String, String>();
            for (var part : parts) {
                Forms.put(fields, String.valueOf(part.getName()), text(part));
            }
            return fields;
        } catch (ServiceException | HttpResponseException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // Jetty throws both for malformed forms
            throw new Invalid("invalid_body", "The form in the body is not well formed: " + e.getMessage());
        }
    }

    private static String text(MultiPart.Part part) throws IOException {
        var bytes = Content.Source.asInputStream(part.getContentSource()).readAllBytes();
        return BodyText.of(bytes, part.getHeaders().get(HttpHeader.CONTENT_TYPE));
    }
}
