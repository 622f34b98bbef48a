package org.havenward.concern;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a concern says of immediate danger, for the case that it goes into. Shows nobody anything. */
@Component
public class ConcernDanger {
    static final String BECAME_URGENT = "BECAME_URGENT";

    private final ConcernFiles files;

    ConcernDanger(ConcernFiles files) {
        this.files = files;
    }

    /** When a concern first spoke of immediate danger: as it was raised, or in what was added; empty for one that does not. */
    public Optional<Instant> saidAt(ConcernId id) {
        return files.find(id)
                .filter(ConcernFile::urgent)
                .map(file -> files.steps(id).stream()
                        .filter(step -> step.kind() == StepKind.DANGER_ADDED && BECAME_URGENT.equals(step.code()))
                        .map(ConcernFiles.Step::at)
                        .findFirst()
                        .orElse(file.receivedAt()));
    }
}
