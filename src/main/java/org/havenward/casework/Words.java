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
class Words {
    private final Vault vault;

    Words(Vault vault) {
        this.vault = vault;
    }

    KeyId newKey() {
        return vault.newKey();
    }

    /** Empty words are kept as none. */
    byte @Nullable [] seal(KeyId key, String place, @Nullable String words) {
        return words == null || words.isBlank() ? null : vault.seal(key, place, words.strip());
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
