package org.havenward.casework;

import java.util.Objects;
import java.util.stream.Stream;
import org.havenward.concern.ConcernReading;
import org.havenward.district.Student;
import org.springframework.stereotype.Component;

/** By what a case is found in a search, made anew where it turned out to be about someone else. */
@Component
class Findability {
    private final CaseFiles files;
    private final CaseConcerns concerns;
    private final ConcernReading concernReading;
    private final Chronology chronology;
    private final TaskRows tasks;
    private final EngagementWords engagement;
    private final CaseWords words;
    private final TokenIndex index;

    Findability(
            CaseFiles files,
            CaseConcerns concerns,
            ConcernReading concernReading,
            Chronology chronology,
            TaskRows tasks,
            EngagementWords engagement,
            CaseWords words,
            TokenIndex index) {
        this.files = files;
        this.concerns = concerns;
        this.concernReading = concernReading;
        this.chronology = chronology;
        this.tasks = tasks;
        this.engagement = engagement;
        this.words = words;
        this.index = index;
    }

    /** Forgets the names of whom it was thought to be about; everything else is found as before. */
    void again(CaseFile.State file, Student student) {
        var id = file.id();
        var names = files.names(id);
        index.forget(id);
        index.addName(id, file.number());
        index.addName(id, student.name());
        index.addName(
                id, words.open(file.key(), file.place("called"), names.called()).text());
        Stream.of(
                        Stream.of(words.open(file.key(), file.place("student_description"), names.description())
                                .orEmpty()),
                        concerns.of(id).stream().map(joined -> concernReading.describedIn(joined.concern())),
                        chronology.whole(id, java.util.Set.of()).stream()
                                .filter(row -> row.kind() != EntryKind.STUDENT_FOUND)
                                .map(row -> words.open(file.key(), Chronology.place(row.id()), row.words())
                                        .orEmpty()),
                        tasks.all(id).stream()
                                .map(task -> words.open(file.key(), TaskRows.place(task.id()), task.title())
                                        .orEmpty()),
                        engagement.of(file))
                .flatMap(texts -> texts)
                .filter(Objects::nonNull)
                .forEach(text -> index.add(id, text));
    }
}
