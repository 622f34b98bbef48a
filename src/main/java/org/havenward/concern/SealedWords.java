package org.havenward.concern;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.concern.ConcernFiles.Sealed;
import org.havenward.concern.ConcernFiles.SealedText;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.platform.KeyId;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals and opens what a concern says, each part for its own place. */
@Component
class SealedWords {
    private final Vault vault;
    private final ConcernFiles files;
    private final Directory directory;

    SealedWords(Vault vault, ConcernFiles files, Directory directory) {
        this.vault = vault;
        this.files = files;
        this.directory = directory;
    }

    /** What the reporter said besides the narrative. */
    record Facts(@Nullable String description, @Nullable String place, List<String> indicators) {}

    Sealed seal(KeyId key, ConcernId concern, NewConcern said) {
        return new Sealed(
                seal(key, "description", concern.value(), said.studentDescription()),
                seal(key, "place", concern.value(), said.place()),
                seal(
                        key,
                        "indicators",
                        concern.value(),
                        said.indicators().isEmpty() ? null : String.join("\n", said.indicators())));
    }

    /** Of what was told: who it may be about, where that was said. */
    Sealed seal(KeyId key, ConcernId concern, @Nullable String description) {
        return new Sealed(seal(key, "description", concern.value(), description), null, null);
    }

    SealedText text(KeyId key, TextKind kind, String words, @Nullable StaffId by, Instant at) {
        var id = Ids.next();
        return new SealedText(id, kind, vault.seal(key, "concern.text/" + id, words), by, at);
    }

    Facts facts(ConcernFile file) {
        var sealed = files.sealed(file.id());
        var indicators = open(file.key(), "indicators", file.id().value(), sealed.indicators());
        return new Facts(
                open(file.key(), "description", file.id().value(), sealed.description()),
                open(file.key(), "place", file.id().value(), sealed.place()),
                indicators == null ? List.of() : Arrays.asList(indicators.split("\n")));
    }

    @Nullable
    String description(ConcernFile file) {
        return open(
                file.key(),
                "description",
                file.id().value(),
                files.sealed(file.id()).description());
    }

    List<ConcernText> texts(ConcernFile file) {
        var sealed = files.texts(file.id());
        var names = names(
                sealed.stream().flatMap(text -> Stream.ofNullable(text.by())).collect(Collectors.toSet()));
        return sealed.stream()
                .map(text -> new ConcernText(
                        text.id(),
                        text.kind(),
                        vault.open(file.key(), "concern.text/" + text.id(), text.words()),
                        text.by(),
                        text.by() == null ? "" : names.getOrDefault(text.by(), ""),
                        text.at()))
                .toList();
    }

    Map<StaffId, String> names(java.util.Collection<StaffId> who) {
        return who.isEmpty()
                ? Map.of()
                : directory.staff(who).values().stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name));
    }

    private byte @Nullable [] seal(KeyId key, String part, UUID concern, @Nullable String text) {
        return text == null || text.isBlank() ? null : vault.seal(key, "concern." + part + "/" + concern, text);
    }

    private @Nullable String open(KeyId key, String part, UUID concern, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.open(key, "concern." + part + "/" + concern, sealed);
    }
}
