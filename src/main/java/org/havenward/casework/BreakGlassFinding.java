package org.havenward.casework;

import java.util.List;
import java.util.Optional;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the case that someone asks for from outside, without saying whether there is one from which they are kept out. */
@Component
class BreakGlassFinding {
    private final JdbcClient jdbc;
    private final Gate gate;
    private final Directory directory;

    BreakGlassFinding(JdbcClient jdbc, Gate gate, Directory directory) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.directory = directory;
    }

    /**
     * @param open the case that they may open so
     * @param shut cases from which they are kept out; empty where they may open one
     * @param asked what the log says they asked about: the same, whatever came of it
     */
    record Found(
            Optional<CaseFile.State> open,
            List<CaseFile.State> shut,
            RecordRef asked,
            @Nullable StudentId about) {}

    Found find(Viewer viewer, BreakGlass.Which which) {
        return switch (which) {
            case BreakGlass.Which.Numbered numbered ->
                among(
                        viewer,
                        cases("number = :asked", BreakGlass.written(numbered.number())),
                        new RecordRef(RecordKind.SCHOOL, viewer.district().value(), null),
                        null);
            case BreakGlass.Which.About about -> about(viewer, about.student());
        };
    }

    private Found about(Viewer viewer, StudentId id) {
        var student = directory.student(id);
        var nowhere = new RecordRef(RecordKind.SCHOOL, viewer.district().value(), null);
        if (student.isEmpty()) {
            return new Found(Optional.empty(), List.of(), nowhere, null);
        }
        var ref = RecordRef.student(id.value(), student.get().school());
        if (!gate.decide(viewer, Need.FIND_STUDENT, ref).allowed()) {
            return new Found(Optional.empty(), List.of(), nowhere, null);
        }
        return among(
                viewer, cases("student_id = cast(:asked as uuid)", id.value().toString()), ref, id);
    }

    private Found among(Viewer viewer, List<CaseFile.State> cases, RecordRef asked, @Nullable StudentId about) {
        var open = cases.stream()
                .filter(file -> gate.decide(viewer, Need.BREAK_GLASS, file.ref())
                                .allowed()
                        || gate.decide(viewer, Need.WORK_ON_CASE, file.ref()).allowed())
                .findFirst();
        var shut = open.isPresent()
                ? List.<CaseFile.State>of()
                : cases.stream()
                        .filter(file -> gate.excludedFrom(file.ref()).contains(viewer.staff()))
                        .toList();
        return new Found(open, shut, asked, about);
    }

    private List<CaseFile.State> cases(String condition, String asked) {
        return jdbc.sql("select * from case_file where " + condition
                        + " order by (status = 'CLOSED'), opened_at desc, id desc limit 20")
                .param("asked", asked)
                .query((row, number) -> CaseFiles.state(row))
                .list();
    }
}
