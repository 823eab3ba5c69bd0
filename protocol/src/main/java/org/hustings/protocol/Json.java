package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON dialect of the wire: UTF-8, RFC 3339 times, absent instead of null, unknown fields ignored.
///
/// Safe from any thread.
public final class Json {

    /// Nothing we send comes near this; more is an attack or a fault.
    public static final int PAYLOAD_BYTES_MAX = 1 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// What came off the wire: a message, or the reason it is none. The reason never quotes the payload.
    public sealed interface Read<T> {
        record Message<T>(T value) implements Read<T> {}

        record Unreadable<T>(String reason) implements Read<T> {}
    }

    private Json() {}

    public static byte[] write(Object message) {
        return MAPPER.writeValueAsBytes(message);
    }

    public static <T> Read<T> read(byte[] payload, Class<T> type) {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            return new Read.Unreadable<>(
                    "payload has " + payload.length + " bytes, at most " + PAYLOAD_BYTES_MAX + " are read");
        }
        try {
            var value = MAPPER.readValue(payload, type);
            return value == null ? new Read.Unreadable<>("payload is null") : new Read.Message<>(value);
        } catch (JacksonException unreadable) {
            return new Read.Unreadable<>(reason(unreadable));
        }
    }

    /// The cause in our own words where a record refused, else the kind of fault and where it stands: Jackson's own
    /// text may quote a voter's data.
    private static String reason(JacksonException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        if (unreadable instanceof InvalidTypeIdException untyped) {
            var info = untyped.getBaseType().getRawClass().getAnnotation(JsonTypeInfo.class);
            return (info == null ? "the kind of message" : info.property()) + " is missing or unknown";
        }
        var at = unreadable.getLocation();
        var path = unreadable.getPathReference();
        return unreadable.getClass().getSimpleName()
                + (path == null || path.isEmpty() ? "" : " at field " + fields(path))
                + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }

    private static String fields(String path) {
        return path.replaceAll("[A-Za-z0-9_.]+(?=\\[)", "").replaceAll("->", "");
    }
}
