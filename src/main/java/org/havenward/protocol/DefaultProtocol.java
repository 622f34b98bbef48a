package org.havenward.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The protocol that Havenward ships: both columns of the guide's Figure 4, in our own words. */
public final class DefaultProtocol {
    private DefaultProtocol() {}

    /** As YAML, with its comments. */
    public static String text() {
        try (var stream = DefaultProtocol.class.getResourceAsStream("/content/protocols/default.yaml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Protocol protocol() {
        return ProtocolFormat.read(text());
    }
}
