package org.havenward.casework;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.access.Gate;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.springframework.stereotype.Component;

/**
 * Reads suggestions, and decides from whom they are kept: whoever is kept out of a case that a suggestion may mean, by its
 * student, its number, or the name by which its student is known, never sees the suggestion. Who wrote it always does: a
 * suggestion that vanished for its writer would say that there is such a case.
 */
@Component
class LinkWords {
    private final LinkRows rows;
    private final CaseFiles files;
    private final CaseWords words;
    private final Directory directory;
    private final Gate gate;

    LinkWords(LinkRows rows, CaseFiles files, CaseWords words, Directory directory, Gate gate) {
        this.rows = rows;
        this.files = files;
        this.words = words;
        this.directory = directory;
        this.gate = gate;
    }

    /** A suggestion, read. */
    record Read(LinkRows.Suggestion row, CaseFile.State file, Optional<StudentId> student, SealedWords words) {}

    Read read(LinkRows.Suggestion row) {
        var file = files.find(row.caseId()).orElseThrow();
        var student = Optional.ofNullable(
                        words.open(file.key(), LinkRows.suggestionPlace("student", row.id()), row.student())
                                .text())
                .map(UUID::fromString)
                .map(StudentId::new);
        return new Read(
                row, file, student, words.open(file.key(), LinkRows.suggestionPlace("words", row.id()), row.words()));
    }

    /** What of them someone may see. */
    List<Read> seenBy(Viewer viewer, List<LinkRows.Suggestion> suggestions) {
        if (suggestions.isEmpty()) {
            return List.of();
        }
        var shut = shutTo(viewer);
        return suggestions.stream()
                .map(this::read)
                .filter(read -> shut.stream().noneMatch(shutCase -> of(read, shutCase)))
                .filter(read -> read.row().by().equals(viewer.staff())
                        || shut.stream().noneMatch(shutCase -> mayMean(read, shutCase)))
                .toList();
    }

    private List<CaseFile.State> shutTo(Viewer viewer) {
        return rows.without(gate.notExcluded(viewer, "'" + RecordKind.CASE + "'", "c.id"));
    }

    private static boolean of(Read read, CaseFile.State shut) {
        return read.file().id().equals(shut.id());
    }

    private boolean mayMean(Read read, CaseFile.State shut) {
        var about = Optional.ofNullable(shut.student());
        if (about.isPresent() && about.equals(read.student())) {
            return true;
        }
        var said = " " + plain(read.words().orEmpty()) + " ";
        var called = words.open(
                        shut.key(), shut.place("called"), files.names(shut.id()).called())
                .text();
        return Stream.of(
                        about.flatMap(directory::student).map(Student::name),
                        Optional.ofNullable(called),
                        Optional.of(shut.number()))
                .flatMap(Optional::stream)
                .map(LinkWords::plain)
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> Stream.of(name.split(" ")).allMatch(part -> said.contains(" " + part + " ")));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
