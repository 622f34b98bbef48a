package org.havenward.casework.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.havenward.casework.CannotDo;
import org.havenward.casework.SealedWords;
import org.havenward.platform.KeyId;
import org.havenward.platform.SealedTextException;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals what is recorded with its record's key, and makes what can be compared of it: hashes under the district's keys. */
@Component
class TraceWords {
    private static final int BYTES = 16;

    private final Vault vault;

    TraceWords(Vault vault) {
        this.vault = vault;
    }

    /** Empty words are kept as none. */
    byte @Nullable [] seal(KeyId key, String place, String words) {
        if (words.isBlank()) {
            return null;
        }
        try {
            return vault.seal(key, place, words.strip());
        } catch (SealedTextException destroyed) {
            throw CannotDo.because("value", "casework.cannot.key_destroyed");
        }
    }

    SealedWords open(KeyId key, String place, byte @Nullable [] sealed) {
        if (sealed == null) {
            return new SealedWords(null, false);
        }
        try {
            return new SealedWords(vault.open(key, place, sealed), false);
        } catch (SealedTextException destroyed) {
            return new SealedWords(null, true);
        }
    }

    KeyId newKey() {
        return vault.newKey();
    }

    byte[] exact(TraceKind kind, NormalForm form) {
        return hash("casework.trace.exact", kind, form.exact());
    }

    byte[] lenient(TraceKind kind, NormalForm form) {
        return hash("casework.trace.lenient", kind, form.lenient());
    }

    private byte[] hash(String purpose, TraceKind kind, String form) {
        var data = (kind.name() + '\u0000' + form).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(vault.mac(purpose, data), BYTES);
    }
}
