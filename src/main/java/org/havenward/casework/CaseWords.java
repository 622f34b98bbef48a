package org.havenward.casework;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.havenward.platform.KeyId;
import org.havenward.platform.SealedTextException;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals and opens a case's words. Words whose key is destroyed stay unreadable, and the page says so instead of failing. */
@Component
class CaseWords {
    private final Vault vault;

    CaseWords(Vault vault) {
        this.vault = vault;
    }

    KeyId newKey() {
        return vault.newKey();
    }

    /** Empty words are kept as none. */
    byte @Nullable [] seal(KeyId key, String place, @Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        try {
            return vault.seal(key, place, words.strip());
        } catch (SealedTextException destroyed) {
            throw CannotDo.because("text", "casework.cannot.key_destroyed");
        }
    }

    SealedWords open(KeyId key, String place, byte @Nullable [] sealed) {
        if (sealed == null) {
            return SealedWords.NONE;
        }
        try {
            return new SealedWords(vault.open(key, place, sealed), false);
        } catch (SealedTextException destroyed) {
            return SealedWords.GONE;
        }
    }

    /** Whether a case's key is destroyed, and with it all its words. */
    boolean destroyed(KeyId key) {
        try {
            vault.seal(key, "casework.probe", "");
            return false;
        } catch (SealedTextException destroyed) {
            return true;
        }
    }

    /** What a submission said, so that a repeated one can be told from another: keyed, so that it gives nothing away. */
    String fingerprint(Object... parts) {
        var joined = new StringBuilder();
        for (var part : parts) {
            joined.append(part).append('\u0000');
        }
        return HexFormat.of()
                .formatHex(vault.mac("casework.submission", joined.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
