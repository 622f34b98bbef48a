package org.havenward.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The versions of the current district's protocol, as far as cases can rest on them. Who may read, write, and approve is
 * the desk's matter: see {@link ProtocolDesk}.
 */
@Service
@Transactional(readOnly = true)
public class ProtocolVersions {
    private static final int MOST_KEPT = 100;

    private final VersionRows rows;
    private final ProtocolVersion shipped;
    private final Map<ProtocolVersionId, Protocol> parsed =
            Collections.synchronizedMap(new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ProtocolVersionId, Protocol> eldest) {
                    return size() > MOST_KEPT;
                }
            });

    ProtocolVersions(VersionRows rows) {
        this.rows = rows;
        this.shipped =
                new ProtocolVersion(ProtocolVersionId.SHIPPED, 0, VersionStatus.PUBLISHED, DefaultProtocol.protocol());
    }

    /**
     * The newest published version that can be read; where the district has none, the one that ships. What was published
     * could be read then: only an upgrade can make it unreadable, and {@link ProtocolHealth} says so.
     */
    public ProtocolVersion inForce() {
        return rows.published().stream()
                .flatMap(id -> find(id).stream())
                .findFirst()
                .orElse(shipped);
    }

    /** What cases follow or could, and can't be read, of the current district. */
    List<ProtocolVersionId> unreadable() {
        return rows.relied().stream().filter(id -> find(id).isEmpty()).toList();
    }

    /** A version of this district, or the one that ships; not there where its text is none that can be read. */
    public Optional<ProtocolVersion> find(ProtocolVersionId id) {
        if (id.equals(ProtocolVersionId.SHIPPED)) {
            return Optional.of(shipped);
        }
        return rows.standing(id)
                .flatMap(row ->
                        protocol(row).map(protocol -> new ProtocolVersion(id, row.number(), row.status(), protocol)));
    }

    /** A text that can change still is read anew each time. */
    private Optional<Protocol> protocol(VersionRows.Standing row) {
        var settled = switch (row.status()) {
            case DRAFT, IN_REVIEW -> false;
            case APPROVED, PUBLISHED, WITHDRAWN -> true;
        };
        var known = settled ? parsed.get(row.id()) : null;
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var protocol = ProtocolFormat.read(rows.text(row.id()));
            if (settled) {
                parsed.put(row.id(), protocol);
            }
            return Optional.of(protocol);
        } catch (ProtocolFault faultyDraft) {
            return Optional.empty();
        }
    }
}
