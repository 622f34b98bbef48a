package org.havenward.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.havenward.audit.Sealing.Head;
import org.havenward.platform.DistrictId;
import org.havenward.platform.Settings;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The head of each district's chain, noted in a file outside of the database: who cuts off the end of the log there would
 * have to change this file too.
 */
@Component
class NotedHeads {
    private final Path data;
    private final Path file;
    private final JsonMapper json = JsonMapper.builder().build();

    NotedHeads(Settings settings) {
        this.data = settings.data();
        this.file = data.resolve("audit-heads.json");
    }

    synchronized Optional<Head> of(DistrictId district) {
        return Optional.ofNullable(read().get(district.value().toString()));
    }

    synchronized void note(DistrictId district, Head head) {
        var heads = read();
        heads.put(district.value().toString(), head);
        write(heads);
    }

    /** Puts a head aside that the chain does not run through any more, so that a new one can be noted; it stays readable. */
    synchronized void setAside(DistrictId district) {
        var heads = read();
        var old = heads.remove(district.value().toString());
        if (old != null) {
            heads.put(district.value() + "/set-aside/" + old.number(), old);
            write(heads);
        }
    }

    private Map<String, Head> read() {
        if (!Files.exists(file)) {
            return new LinkedHashMap<>();
        }
        return json.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, Head>>() {});
    }

    private void write(Map<String, Head> heads) {
        try {
            Files.createDirectories(data);
            var fresh = data.resolve("audit-heads.json.new");
            Files.deleteIfExists(fresh);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(fresh, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(heads));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
